/** The most points that a series keeps; more say nothing to the eye and only make reports long. */
const MOST_POINTS = 240;

/** A value over time that stays short however often it is noted: when it is full, every second point is dropped. */
export class Series {
  readonly #points: [number, number][] = [];
  #stride = 1;
  #noted = 0;
  #last: [number, number] | null = null;

  /** @param ms since the flood began; must not go back */
  note(ms: number, value: number): void {
    this.#last = [ms, value];
    if (this.#noted++ % this.#stride !== 0) return;
    this.#points.push(this.#last);
    if (this.#points.length < MOST_POINTS) return;
    const kept = this.#points.filter((_, index) => index % 2 === 0);
    this.#points.splice(0, this.#points.length, ...kept);
    this.#stride *= 2;
  }

  /** The points that were kept, the last one that was noted among them. */
  get points(): [number, number][] {
    const kept = [...this.#points];
    if (this.#last !== null && kept.at(-1) !== this.#last) kept.push(this.#last);
    return kept;
  }
}
