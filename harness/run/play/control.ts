import type { ReceivedLine } from '../../server/session.ts';
import { DELIMITER } from '../../wire/ctcp.ts';
import { foldNick } from '../../wire/casemap.ts';
import { castFor } from './names.ts';

const MESSAGES: ReadonlySet<string> = new Set(['NOTICE', 'PRIVMSG']);

/** A CTCP query that this client is known to answer; it fences silence. */
export interface Control {
  readonly query: 'PING' | 'VERSION' | 'TIME' | 'CLIENTINFO' | 'USERINFO' | 'FINGER' | 'SOURCE';
  /** The reply carries the token of the query. */
  readonly echoesToken: boolean;
}

/** One control query from a peer of its own. */
export class ControlQuery {
  readonly nick: string;
  readonly #source: string;
  readonly #token: string;
  readonly #control: Control;
  readonly #folded: string;
  /** How a message to the peer of this query begins, wherever it stands. */
  readonly #begins: readonly Buffer[];

  constructor(control: Control, seed: number, key: string) {
    const { peer, token } = castFor(seed, `control/${key}`);
    this.nick = peer.nick;
    this.#source = peer.source;
    this.#token = token;
    this.#control = control;
    this.#folded = foldNick(Buffer.from(peer.nick));
    this.#begins = [...MESSAGES].map((verb) => Buffer.from(`${verb} ${peer.nick} :\x01`));
  }

  /**
   * @param target whom it is sent to: the client's nick at that moment, or a channel
   * @param padding so many octets more in the payload of a PING
   */
  lineTo(target: Uint8Array, padding = 0): Buffer {
    const params = this.#control.query === 'PING' ? ` ${this.#token}${'x'.repeat(padding)}` : '';
    return Buffer.concat([
      Buffer.from(`:${this.#source} PRIVMSG `),
      target,
      Buffer.from(` :\x01${this.#control.query}${params}\x01`),
    ]);
  }

  /**
   * Any CTCP-like message to the peer of this query. The verb and the shape are not asked for here: scenarios
   * judge them, and a client that gets them wrong everywhere must still be judged.
   */
  isReply({ line }: ReceivedLine): boolean {
    const [target] = line?.params ?? [];
    const text = line?.params.at(-1);
    if (target === undefined || text === undefined || !MESSAGES.has(line?.command ?? '')) return false;
    if (foldNick(target) !== this.#folded) return false;
    return text[0] === DELIMITER || text.includes(this.#token);
  }

  /**
   * The reply stands behind another line that was never ended: it has been sent, no reader takes it for a line, and nothing
   * more will come of it.
   */
  isSwallowedBy(received: ReceivedLine): boolean {
    return this.#begins.some((begin) => received.raw.includes(begin)) && !this.isReply(received);
  }

  /** True for any line that this query rather than a scenario explains, wherever it was sent. */
  explains(received: ReceivedLine): boolean {
    if (received.raw.includes(this.nick)) return true;
    return this.#control.query === 'PING' && received.raw.includes(this.#token);
  }
}
