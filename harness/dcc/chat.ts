import type { Link } from './link.ts';

/** How a line of a chat ended. */
export type LineEnd = 'lf' | 'crlf' | 'none';

export interface ChatLine {
  /** Without its end. */
  readonly octets: Buffer;
  readonly end: LineEnd;
}

/** A client that says more than that is not listened to any longer. */
const MOST_OCTETS = 1024 * 1024;

/** What is said on the connection of a chat. */
export class Chat {
  readonly kind = 'chat';
  #received = Buffer.alloc(0);
  #link: Link | null = null;

  begin(link: Link): void {
    this.#link = link;
  }

  take(chunk: Buffer): void {
    const room = MOST_OCTETS - this.#received.length;
    this.#received = Buffer.concat([this.#received, chunk.subarray(0, room)]);
    if (chunk.length > room) this.#link?.destroy();
  }

  /** Everything that came, line by line; the last one may not have ended yet. */
  get lines(): ChatLine[] {
    const lines: ChatLine[] = [];
    let start = 0;
    for (let at = this.#received.indexOf(0x0a); at !== -1; at = this.#received.indexOf(0x0a, start)) {
      const isCrLf = at > start && this.#received[at - 1] === 0x0d;
      lines.push({
        octets: this.#received.subarray(start, isCrLf ? at - 1 : at),
        end: isCrLf ? 'crlf' : 'lf',
      });
      start = at + 1;
    }
    if (start < this.#received.length) lines.push({ octets: this.#received.subarray(start), end: 'none' });
    return lines;
  }

  get octetsIn(): number {
    return this.#received.length;
  }

  get isDone(): boolean {
    return false;
  }
}
