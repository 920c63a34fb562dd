/** One line of a flood, cut where its number goes. */
export type Pieces = readonly string[];

const DIGIT_0 = 0x30;

/** Some lines of a flood, numbered, in a buffer that is used again. */
export interface Numbered {
  readonly bytes: Buffer;
  /** To be called when the bytes are wanted no more, as when they were written; who never calls it costs memory alone. */
  free(): void;
}

/** A buffer, and the number of the first line in it. */
interface Copy {
  readonly bytes: Buffer;
  first: number;
}

/**
 * A chunk of a flood whose lines are numbered one after another, all with equally many digits. Its copies are kept with
 * the numbers that they had last: where the next ones are, say, a thousand higher, the last three digits stand already.
 */
export class ChunkLayout {
  readonly #sample: Copy;
  readonly #idle: Copy[] = [];
  /** Behind which octet each number ends. */
  readonly #ends: Int32Array;
  /** Of which line of the chunk it is the number. */
  readonly #lines: Int32Array;

  /** @param first the number of the first line, below 2^31 as all others */
  constructor(lines: readonly Pieces[], first: number) {
    const ends: number[] = [];
    const owners: number[] = [];
    let text = '';
    lines.forEach(([begin = '', ...more], line) => {
      text += begin;
      for (const piece of more) {
        text += String(first + line);
        ends.push(text.length);
        owners.push(line);
        text += piece;
      }
    });
    this.#sample = { bytes: Buffer.from(text, 'latin1'), first };
    this.#ends = Int32Array.from(ends);
    this.#lines = Int32Array.from(owners);
  }

  /** The lines of the chunk, numbered from another number of the same length. */
  numberedFrom(first: number): Numbered {
    const copy = this.#idle.pop() ?? { bytes: Buffer.from(this.#sample.bytes), first: this.#sample.first };
    this.#number(copy, first);
    return { bytes: copy.bytes, free: () => void this.#idle.push(copy) };
  }

  #number(copy: Copy, first: number): void {
    if (copy.first === first) return;
    let alike = 0;
    let power = 1;
    for (; power <= first && (first - copy.first) % (power * 10) === 0; power *= 10) alike += 1;
    this.#write(copy, first, alike, power);
    copy.first = first;
  }

  /** Writes the digits in which the numbers differ from those that stand there; the last ones are known to be alike. */
  #write({ bytes, first: before }: Copy, first: number, alike: number, power: number): void {
    const ends = this.#ends;
    const lines = this.#lines;
    for (let slot = 0; slot < ends.length; slot += 1) {
      const line = lines[slot] ?? 0;
      let rest = ((first + line) / power) | 0;
      let old = ((before + line) / power) | 0;
      for (let at = (ends[slot] ?? 0) - alike - 1; rest !== old; at -= 1) {
        const next = (rest / 10) | 0;
        bytes[at] = DIGIT_0 + rest - next * 10;
        rest = next;
        old = (old / 10) | 0;
      }
    }
  }
}
