const BUCKET_MS = 100;

/** The most that came within a span of time, to a tenth of a second. */
export class RateWindow {
  readonly #buckets: number;
  readonly #recent: { readonly at: number; sum: number }[] = [];
  #sum = 0;
  #most = 0;

  /** @param spanMs the length of the span */
  constructor(spanMs: number) {
    this.#buckets = Math.ceil(spanMs / BUCKET_MS);
  }

  /** @param ms must not go back */
  note(ms: number, amount: number): void {
    const at = Math.floor(ms / BUCKET_MS);
    const last = this.#recent.at(-1);
    if (last?.at === at) last.sum += amount;
    else this.#recent.push({ at, sum: amount });
    this.#sum += amount;
    for (
      let [first] = this.#recent;
      first !== undefined && first.at <= at - this.#buckets;
      [first] = this.#recent
    ) {
      this.#sum -= first.sum;
      this.#recent.shift();
    }
    this.#most = Math.max(this.#most, this.#sum);
  }

  get most(): number {
    return this.#most;
  }
}
