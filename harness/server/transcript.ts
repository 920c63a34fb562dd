/** One line, or one raw piece, as it was on the wire. */
export interface WireEntry {
  /** Milliseconds since the session began, to 0.1. */
  readonly ms: number;
  readonly from: 'server' | 'client';
  /** With the line ending. */
  readonly bytes: Buffer;
}

/** How much is kept by default. */
export const TRANSCRIPT_ENTRIES = 500_000;
export const TRANSCRIPT_BYTES = 32 * 1024 * 1024;

/** What went over a connection, from its start until a bound is reached; then the rest is dropped and said to be. */
export class Transcript {
  readonly #entries: WireEntry[] = [];
  readonly #maxEntries: number;
  readonly #maxBytes: number;
  #bytes = 0;
  #truncated = false;
  /** Whether what comes is kept. */
  recording = true;

  constructor(maxEntries = TRANSCRIPT_ENTRIES, maxBytes = TRANSCRIPT_BYTES) {
    this.#maxEntries = maxEntries;
    this.#maxBytes = maxBytes;
  }

  get entries(): readonly WireEntry[] {
    return this.#entries;
  }

  /** True when something was dropped: from there on the transcript says nothing. */
  get truncated(): boolean {
    return this.#truncated;
  }

  record(entry: WireEntry): void {
    if (!this.recording) {
      this.#truncated = true;
      return;
    }
    // Once full, always full: a gap in the middle would make a false story.
    if (
      this.#truncated ||
      this.#entries.length >= this.#maxEntries ||
      this.#bytes + entry.bytes.length > this.#maxBytes
    ) {
      this.#truncated = true;
      return;
    }
    this.#bytes += entry.bytes.length;
    this.#entries.push(entry);
  }
}
