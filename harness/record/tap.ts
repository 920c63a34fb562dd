import { Transcript, type WireEntry } from '../server/transcript.ts';
import { LineSplitter, type RawLine } from '../wire/splitter.ts';

const LONGEST_LINE = 64 * 1024;
const ENDINGS = { crlf: '\r\n', lf: '\n', none: '' } as const;

/** Listens to both directions of a connection and keeps their lines, in the order in which they were complete. */
export class Tap {
  readonly #transcript = new Transcript();
  readonly #splitters = { server: new LineSplitter(LONGEST_LINE), client: new LineSplitter(LONGEST_LINE) };
  readonly #now: () => number;

  /** @param now milliseconds since the session began */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes octets as they passed by. The chunk may be reused afterwards. */
  take(from: WireEntry['from'], chunk: Uint8Array): void {
    for (const line of this.#splitters[from].push(chunk)) this.#keep(from, line);
  }

  /** One side has said all that it had to say. */
  end(from: WireEntry['from']): void {
    const line = this.#splitters[from].end();
    if (line !== null) this.#keep(from, line);
  }

  /** With line endings. */
  get entries(): readonly WireEntry[] {
    return this.#transcript.entries;
  }

  /** The session was longer than is kept. */
  get truncated(): boolean {
    return this.#transcript.truncated;
  }

  #keep(from: WireEntry['from'], { bytes, ending }: RawLine): void {
    const ms = Math.round(this.#now() * 10) / 10;
    this.#transcript.record({ ms, from, bytes: Buffer.concat([bytes, Buffer.from(ENDINGS[ending])]) });
  }
}
