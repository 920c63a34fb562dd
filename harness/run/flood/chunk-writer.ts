import type { FloodChunk } from './flood-lines.ts';

/** Whom a flood goes to. */
export interface Flooded {
  sendBulk(lines: Buffer): Promise<boolean>;
}

/** Hands over chunk by chunk, so that the next one can be made while the last is on its way. */
export class ChunkWriter {
  readonly #to: Flooded;
  #last: FloodChunk | null = null;
  #written: Promise<boolean> = Promise.resolve(true);

  constructor(to: Flooded) {
    this.#to = to;
  }

  /**
   * Sends a chunk as soon as the one before is with the system, and does not wait for it.
   * @returns false when the connection is gone
   */
  async write(chunk: FloodChunk): Promise<boolean> {
    if (!(await this.end())) return false;
    this.#last = chunk;
    this.#written = this.#to.sendBulk(chunk.bytes);
    return true;
  }

  /** @returns when the system has all of them: false when the connection is gone */
  async end(): Promise<boolean> {
    const isOpen = await this.#written;
    this.#last?.free();
    this.#last = null;
    return isOpen;
  }
}
