/** The begin and the end of something long, and how much was left out between them. */
export class Sample<T> {
  readonly first: T[] = [];
  readonly #last: T[] = [];
  readonly #most: number;
  readonly #mostLast: number;
  #count = 0;

  constructor(most: number, mostLast: number) {
    this.#most = most;
    this.#mostLast = mostLast;
  }

  note(one: T): void {
    this.#count += 1;
    if (this.first.length < this.#most) this.first.push(one);
    else {
      this.#last.push(one);
      if (this.#last.length > this.#mostLast) this.#last.shift();
    }
  }

  get last(): readonly T[] {
    return this.#last;
  }

  get leftOut(): number {
    return this.#count - this.first.length - this.#last.length;
  }
}
