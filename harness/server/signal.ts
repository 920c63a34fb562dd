/** Listeners for one kind of event. They are called in the order in which they came. */
export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** @returns the function that ends the subscription. */
  subscribe(listener: (value: T) => void): () => void {
    // Wrapped, so that one function subscribed twice is called twice and ended one at a time.
    const entry = (value: T): void => listener(value);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Resolves with the next value that `accepts` lets through. */
  next(accepts: (value: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => {
      const stop = this.subscribe((value) => {
        if (!accepts(value)) return;
        stop();
        resolve(value);
      });
    });
  }
}
