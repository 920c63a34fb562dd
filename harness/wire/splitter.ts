/** One line as it came, without its ending. */
export interface RawLine {
  readonly bytes: Buffer;
  /** `none`: the stream ended, or the line was cut, before an LF came. */
  readonly ending: 'crlf' | 'lf' | 'none';
  /** The line was longer than the limit: `bytes` are its first octets, the others were dropped. */
  readonly overlong: boolean;
}

/** The most octets of a line without its ending, where nobody says otherwise. */
export const LINE_LIMIT = 65536;

const LF = 0x0a;
const CR = 0x0d;
const FIRST_CAPACITY = 1024;

/**
 * Splits a byte stream into lines at each LF. A CR right before the LF belongs to the ending; any other CR stays in the
 * line. However the stream is cut into chunks, the lines are the same, and empty lines are lines.
 *
 * A line that grows past the limit is given out at once, cut, with `ending` `none`, and what follows is dropped up to the
 * next LF. So the splitter never holds more than the limit and one octet (for the CR of an ending).
 */
export class LineSplitter {
  readonly #limit: number;
  #held: Buffer;
  #length = 0;
  #dropping = false;

  /** @param limitBytes the most octets of a line without its ending */
  constructor(limitBytes = LINE_LIMIT) {
    this.#limit = limitBytes;
    this.#held = Buffer.alloc(Math.min(FIRST_CAPACITY, limitBytes + 1));
  }

  /** Takes the next chunk, and gives the lines that it completes. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): RawLine[] {
    const lines: RawLine[] = [];
    for (let start = 0; start < chunk.length;) {
      const lf = chunk.indexOf(LF, start);
      this.#take(chunk.subarray(start, lf === -1 ? chunk.length : lf), lines);
      if (lf === -1) break;
      this.#finish(lines);
      start = lf + 1;
    }
    return lines;
  }

  /** Says that the stream has ended, and gives the line that no LF completed, if there is one. */
  end(): RawLine | null {
    if (this.#dropping || this.#length === 0) {
      this.#clear();
      return null;
    }
    // The CR of an ending that never came counts as an octet of the line.
    const overlong = this.#length > this.#limit;
    const bytes = this.#copy(overlong ? this.#limit : this.#length);
    this.#clear();
    return { bytes, ending: 'none', overlong };
  }

  /** Holds octets of the current line; there is no LF in them. */
  #take(octets: Uint8Array, lines: RawLine[]): void {
    if (this.#dropping) return;
    const kept = octets.subarray(0, this.#limit + 1 - this.#length);
    this.#reserve(this.#length + kept.length);
    this.#held.set(kept, this.#length);
    this.#length += kept.length;
    const cut = octets.length > kept.length;
    if (cut || (this.#length > this.#limit && this.#held[this.#length - 1] !== CR)) {
      lines.push({ bytes: this.#copy(this.#limit), ending: 'none', overlong: true });
      this.#dropping = true;
    }
  }

  /** An LF came. */
  #finish(lines: RawLine[]): void {
    if (!this.#dropping) {
      const hasCr = this.#length > 0 && this.#held[this.#length - 1] === CR;
      const bytes = this.#copy(hasCr ? this.#length - 1 : this.#length);
      lines.push({ bytes, ending: hasCr ? 'crlf' : 'lf', overlong: false });
    }
    this.#clear();
  }

  #copy(length: number): Buffer {
    return Buffer.from(this.#held.subarray(0, length));
  }

  #clear(): void {
    this.#length = 0;
    this.#dropping = false;
  }

  #reserve(length: number): void {
    if (length <= this.#held.length) return;
    const grown = Buffer.alloc(Math.min(this.#limit + 1, Math.max(length, 2 * this.#held.length)));
    this.#held.copy(grown, 0, 0, this.#length);
    this.#held = grown;
  }
}
