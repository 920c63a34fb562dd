import type { Duplex } from 'node:stream';

/** More than a client says before its nick is known. */
const MOST_BYTES = 8192;
/** A client that waits for the answer to CAP LS with its NICK has said all that it will by then. */
const NICK_MS = 1500;
const IRC = /^(?:CAP|PASS|NICK|USER|STARTTLS|AUTHENTICATE)\b/i;

/** A connection of which nothing is known yet but what it says first. */
export class Newcomer {
  readonly stream: Duplex;
  readonly #refused = new Set<string>();
  #bytes = Buffer.alloc(0);

  constructor(stream: Duplex) {
    this.stream = stream;
    // It may break at any moment; whoever takes it over notices that it is destroyed.
    stream.on('error', () => undefined);
  }

  /**
   * Reads until the client has said its nick. What was read is put back with `handOver`.
   *
   * @returns null when it is gone, or speaks something else; an empty nick when it waits to be answered first
   */
  async nick(): Promise<string | null> {
    const { stream } = this;
    const known = this.#nickSaid();
    if (known !== null) return known;
    const end = await new Promise<'said' | 'waits' | 'gone'>((resolve) => {
      const timer = setTimeout(() => finish('waits'), NICK_MS);
      const finish = (how: 'said' | 'waits' | 'gone'): void => {
        clearTimeout(timer);
        stream.pause();
        stream.off('data', take).off('close', gone).off('end', gone);
        resolve(how);
      };
      const gone = (): void => finish('gone');
      const take = (chunk: Buffer): void => {
        this.#bytes = Buffer.concat([this.#bytes, chunk]);
        if (this.#bytes.length > MOST_BYTES) finish('gone');
        else if (this.#nickSaid() !== null) finish('said');
      };
      stream.on('data', take).on('close', gone).on('end', gone);
      // It was stopped when a nick was refused.
      stream.resume();
    });
    if (end === 'gone' || stream.destroyed) return null;
    const said = this.#nickSaid();
    if (said !== null) return said;
    return IRC.test(this.#bytes.toString('latin1')) ? '' : null;
  }

  /** Says that the nick is taken, and forgets that the client asked for it. */
  refuse(nick: string, serverName: string): void {
    this.#refused.add(nick);
    this.stream.write(
      `:${serverName} 433 * ${nick} :Nickname is in use by another client here; choose another\r\n`,
    );
    this.#bytes = Buffer.from(
      this.#bytes
        .toString('latin1')
        .split('\n')
        .filter((line) => nickOf(line) !== nick)
        .join('\n'),
      'latin1',
    );
  }

  /** The stream as if nothing had been read of it. */
  handOver(): Duplex {
    if (this.#bytes.length > 0) this.stream.unshift(this.#bytes);
    this.#bytes = Buffer.alloc(0);
    return this.stream;
  }

  #nickSaid(): string | null {
    // The last piece is not a whole line yet.
    const lines = this.#bytes.toString('latin1').split('\n').slice(0, -1);
    for (const line of lines) {
      const nick = nickOf(line);
      if (nick !== null && !this.#refused.has(nick)) return nick;
    }
    return null;
  }
}

function nickOf(line: string): string | null {
  return /^\s*NICK\s+:?([^\s:][^\s]*)/i.exec(line)?.[1] ?? null;
}
