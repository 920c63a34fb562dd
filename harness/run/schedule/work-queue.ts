/** Work that produces more work: workers wait while another one is still busy, and end when all is done. */
export class WorkQueue<T> {
  readonly #waiting: T[] = [];
  #busy = 0;
  #sleepers: (() => void)[] = [];

  add(work: T): void {
    this.#waiting.push(work);
    this.#wakeAll();
  }

  /** Before everything that is waiting. */
  addFirst(work: T): void {
    this.#waiting.unshift(work);
    this.#wakeAll();
  }

  count(wanted: (work: T) => boolean): number {
    return this.#waiting.filter(wanted).length;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** The first piece of work that suits, else the first, or null when none is left and nobody can add more. Call `done` after each piece. */
  async next(suits: (work: T) => boolean = () => true): Promise<T | null> {
    for (;;) {
      const index = Math.max(0, this.#waiting.findIndex(suits));
      const [work] = this.#waiting.splice(index, 1);
      if (work !== undefined) {
        this.#busy += 1;
        return work;
      }
      if (this.#busy === 0) return null;
      await new Promise<void>((resolve) => this.#sleepers.push(resolve));
    }
  }

  done(): void {
    this.#busy -= 1;
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of this.#sleepers.splice(0)) wake();
  }
}
