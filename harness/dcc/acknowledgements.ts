const OCTETS = 4;
const WRAP = 2 ** 32;

/** How a receiver says how much it has; the names are those that scenarios use. */
export type AckForm =
  /** Totals in 4 octets, the highest first, that count from the beginning of the file. */
  | 'totals'
  /** The same, from where the transfer was resumed. */
  | 'since-resume'
  /** Totals with the lowest octet first. */
  | 'little-endian'
  /** Totals in 8 octets, the highest first. */
  | 'wide'
  /** The right totals, and the last of them is missing. */
  | 'short'
  /** Not one octet. */
  | 'none'
  | 'other';

/** Octets are kept no further than this: enough for 5 MiB in blocks of 64 octets. */
const MOST_OCTETS = 512 * 1024;

/** The last word that is whole lies within so many octets of the end. */
const TAIL_OCTETS = 2 * OCTETS - 1;

/** Reads the acknowledgements that come back on the connection of a transfer. */
export class Acknowledgements {
  /** How many octets came at all. */
  octets = 0;
  readonly #from: number;
  readonly #kept: Buffer[] = [];
  #tail = Buffer.alloc(0);
  /** What had been sent of the file when each piece came, in the order of the pieces. */
  readonly #moments: { readonly end: number; readonly sent: number }[] = [];

  /** @param from where the transfer begins within the file */
  constructor(from: number) {
    this.#from = from;
  }

  /** @param sent the position in the file up to which octets had been sent by then */
  push(chunk: Uint8Array, sent: number): void {
    this.octets += chunk.length;
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-TAIL_OCTETS);
    if (this.octets > MOST_OCTETS) return;
    this.#kept.push(Buffer.from(chunk));
    this.#moments.push({ end: this.octets, sent });
  }

  /**
   * Whether a receiver has said, in any of the forms, that it has all up to a position. Whoever asks has sent no more
   * than that, so that it does no harm to take one form for another.
   */
  reaches(position: number): boolean {
    const end = this.#tail.length - (this.octets % OCTETS);
    if (end < OCTETS) return false;
    const big = this.#tail.readUInt32BE(end - OCTETS);
    const little = this.#tail.readUInt32LE(end - OCTETS);
    return [big, little].includes(position % WRAP) || big === (position - this.#from) % WRAP;
  }

  /** @param end the position in the file where all that was to be sent ends */
  form(end: number): AckForm {
    if (this.octets === 0) return 'none';
    if (this.octets > MOST_OCTETS) return 'other';
    const kept = Buffer.concat(this.#kept);
    const whole = kept.length % OCTETS === 0;
    const big = words(kept, (at) => kept.readUInt32BE(at));
    if (whole && this.#isRising(big, 0) && big.at(-1) === end % WRAP) return 'totals';
    if (this.#from > 0 && whole && this.#isRising(big, this.#from) && big.at(-1) === end - this.#from)
      return 'since-resume';
    const wide = words(kept, (at) => Number(kept.readBigUInt64BE(at)), 2 * OCTETS);
    if (kept.length % (2 * OCTETS) === 0 && isSorted(wide) && wide.at(-1) === end) return 'wide';
    if (whole && words(kept, (at) => kept.readUInt32LE(at)).at(-1) === end % WRAP) return 'little-endian';
    const isClimbing = big.every((value, index) => index === 0 || value > (big[index - 1] ?? 0));
    return whole && isClimbing && this.#isRising(big, 0) ? 'short' : 'other';
  }

  /** Whether totals never fall and never say more than had been sent; those beyond 2^32 begin again from 0. */
  #isRising(values: readonly number[], less: number): boolean {
    let before = less > 0 ? 0 : this.#from;
    let moment = 0;
    return values.every((value, index) => {
      while ((this.#moments[moment]?.end ?? Infinity) < (index + 1) * OCTETS) moment += 1;
      const sent = (this.#moments[moment]?.sent ?? 0) - less;
      const total = unwrapped(value, before);
      const rises = total >= before && total <= sent;
      before = total;
      return rises;
    });
  }
}

function words(octets: Buffer, read: (at: number) => number, size = OCTETS): number[] {
  return Array.from({ length: Math.floor(octets.length / size) }, (_, index) => read(index * size));
}

/** The total that 32 bits of it stand for, when it is not less than the one before. */
function unwrapped(value: number, before: number): number {
  const rounds = Math.floor(before / WRAP);
  const total = rounds * WRAP + value;
  // Only where the sum may have passed the limit: elsewhere a smaller number is a fall.
  return total < before && before % WRAP > WRAP / 2 && value < WRAP / 2 ? total + WRAP : total;
}

function isSorted(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
}
