/** What each line costs, and from which lead on a server reads no further (RFC 1459 section 8.10). */
const COST_MS = 2000;
const MOST_LEAD_MS = 10_000;

/**
 * The clock that a server keeps for each client: every line sets it two seconds ahead, and a client that is ten seconds
 * ahead is not read on. What it sends meanwhile waits, and a server throws off a client of which too much does.
 */
export class PenaltyClock {
  #aheadUntilMs = 0;
  #highestMs = 0;
  /** The octets of each line that came, and how many of them a server would have read. */
  readonly #lines: number[] = [];
  #read = 0;
  #waitingOctets = 0;
  #mostWaiting = 0;
  #readUntilMs = 0;

  /**
   * Takes a line of the client.
   * @param ms when it came, in ms of the session
   * @param octets its length with its line end
   */
  take(ms: number, octets: number): void {
    this.#aheadUntilMs = Math.max(this.#aheadUntilMs, ms) + COST_MS;
    this.#highestMs = Math.max(this.#highestMs, this.#aheadUntilMs - ms);
    this.#lines.push(octets);
    this.#waitingOctets += octets;
    this.#readUntil(ms);
    this.#mostWaiting = Math.max(this.#mostWaiting, this.#waitingOctets);
  }

  /** By how much the clock is ahead at this moment, in ms. */
  leadAt(ms: number): number {
    return Math.max(0, this.#aheadUntilMs - ms);
  }

  /** The highest lead so far, in ms. */
  get highestLeadMs(): number {
    return this.#highestMs;
  }

  /** The most octets that a server which reads by this clock would have had waiting. */
  get mostWaiting(): number {
    return this.#mostWaiting;
  }

  /** What a server would have read by now. */
  #readUntil(ms: number): void {
    while (this.#read < this.#lines.length) {
      const atMs = Math.max(ms, this.#readUntilMs);
      if (atMs - ms >= MOST_LEAD_MS) return;
      this.#readUntilMs = atMs + COST_MS;
      this.#waitingOctets -= this.#lines[this.#read] ?? 0;
      this.#read += 1;
    }
  }
}
