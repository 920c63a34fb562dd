/** Collects blocks of text as long as there is room for them. */
export class Room {
  readonly #blocks: string[] = [];
  #left: number;

  /** @param octets how many octets of UTF-8 there is room for, the blank lines between the blocks included */
  constructor(octets: number) {
    this.#left = octets;
  }

  /**
   * Adds a block, if it fits.
   *
   * @param kept how many octets have to be left for what comes after it
   */
  add(block: string, kept = 0): boolean {
    const octets = Buffer.byteLength(block) + 2;
    if (octets + kept > this.#left) return false;
    this.#left -= octets;
    this.#blocks.push(block);
    return true;
  }

  /** The blocks with a blank line between them; the last one ends with a line feed. */
  get text(): string {
    return this.#blocks.length === 0 ? '' : `${this.#blocks.join('\n\n')}\n`;
  }
}
