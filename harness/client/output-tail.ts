/** Counts all of a client's output and keeps the end of it. */
export class OutputTail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  #total = 0;

  /** @param limit how many bytes are kept */
  constructor(limit = 64 * 1024) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#total += chunk.length;
    // Copied, since a slice would keep the whole of a large read buffer alive.
    this.#chunks.push(Buffer.from(chunk.subarray(-this.#limit)));
    this.#kept += Math.min(chunk.length, this.#limit);
    // Trimmed only now and then, so that single bytes do not cost a copy of the whole each.
    if (this.#kept > 2 * this.#limit || this.#chunks.length > 1024) {
      const kept = this.bytes();
      this.#chunks = [kept];
      this.#kept = kept.length;
    }
  }

  /** How many bytes came in all. */
  get total(): number {
    return this.#total;
  }

  bytes(): Buffer {
    const all = Buffer.concat(this.#chunks);
    return all.subarray(Math.max(0, all.length - this.#limit));
  }
}
