import type { ReceivedLine } from '../server/session.ts';
import { foldNick } from '../wire/casemap.ts';
import { castFor } from './names.ts';

/** A CTCP query that this client is known to answer; it fences silence. */
export interface Control {
  readonly query: 'PING' | 'VERSION' | 'TIME' | 'CLIENTINFO' | 'USERINFO' | 'FINGER' | 'SOURCE';
  /** The reply carries the token of the query. */
  readonly echoesToken: boolean;
}

/** One control query from a peer of its own. */
export class ControlQuery {
  readonly nick: string;
  readonly line: Buffer;
  readonly #token: string;
  readonly #control: Control;

  /** @param target whom it is sent to: the client's nick, or a channel */
  constructor(control: Control, target: Uint8Array, seed: number, key: string) {
    const { peer, token } = castFor(seed, `control/${key}`);
    this.nick = peer.nick;
    this.#token = token;
    this.#control = control;
    const params = control.query === 'PING' ? ` ${token}` : '';
    this.line = Buffer.concat([
      Buffer.from(`:${peer.source} PRIVMSG `),
      target,
      Buffer.from(` :\x01${control.query}${params}\x01`),
    ]);
  }

  isReply({ line }: ReceivedLine): boolean {
    const [target] = line?.params ?? [];
    return (
      line?.command === 'NOTICE' &&
      target !== undefined &&
      foldNick(target) === foldNick(Buffer.from(this.nick))
    );
  }

  /** True for any line that this query rather than a scenario explains, wherever it was sent. */
  explains(received: ReceivedLine): boolean {
    if (received.raw.includes(this.nick)) return true;
    return this.#control.query === 'PING' && received.raw.includes(this.#token);
  }
}
