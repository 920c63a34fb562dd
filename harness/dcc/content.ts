import { createHash } from 'node:crypto';

/** A prime, so that no block size and no offset falls into step with the repetition. */
const PERIOD = 65_521;
const DIGEST_OCTETS = 32;

let table: Buffer | null = null;

/** Octets that look like noise: all 256 values are among them, and the same come from every run. */
function noise(): Buffer {
  if (table !== null) return table;
  const parts = Array.from({ length: Math.ceil(PERIOD / DIGEST_OCTETS) }, (_, index) =>
    createHash('sha256').update(`dcc content ${index}`).digest(),
  );
  table = Buffer.concat(parts).subarray(0, PERIOD);
  return table;
}

/**
 * The octets of a file at a position, for files of any size: nothing of it is kept.
 *
 * @param from the position of the first octet
 * @param length how many octets
 */
export function contentAt(from: number, length: number): Buffer {
  const octets = Buffer.allocUnsafe(length);
  const source = noise();
  let filled = 0;
  while (filled < length) {
    const at = (from + filled) % PERIOD;
    filled += source.copy(octets, filled, at, Math.min(PERIOD, at + length - filled));
  }
  return octets;
}

/** Whether octets are those of the file at a position. */
export function isContentAt(from: number, octets: Uint8Array): boolean {
  return contentAt(from, octets.length).equals(octets);
}
