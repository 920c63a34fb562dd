/** Lets so many clients start at a time: many more slow each other, and what is being measured meanwhile, down. */
export class StartGate {
  #room: number;
  readonly #waiting: (() => void)[] = [];

  /** @param room how many may start at a time, at least 1 */
  constructor(room: number) {
    this.#room = room;
  }

  /** @param urgent somebody waits for this one: it comes before those that only may be wanted */
  async pass<T>(start: () => Promise<T>, { urgent }: { readonly urgent: boolean }): Promise<T> {
    if (this.#room > 0) this.#room -= 1;
    else
      await new Promise<void>((resolve) => {
        if (urgent) this.#waiting.unshift(resolve);
        else this.#waiting.push(resolve);
      });
    try {
      return await start();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on, so that nobody can come between.
      if (next === undefined) this.#room += 1;
      else next();
    }
  }
}
