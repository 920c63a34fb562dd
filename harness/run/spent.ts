import type { Result, Spent } from '../../reports/model/report.ts';

/** Counts where the time of a run goes. */
export class SpentTime {
  readonly #beganAt = Date.now();
  #instances = 0;
  #startingMs = 0;

  /** @param ms how long a start of the client took */
  readonly started = (ms: number): void => {
    this.#instances += 1;
    this.#startingMs += ms;
  };

  /** Windows of attempts that rest on a fence are not among those that were only waited for. */
  of(results: readonly Result[]): Spent {
    const attempts = results.flatMap((result) =>
      result.cases.length === 0 ? result.attempts : result.cases.flatMap((one) => one.attempts),
    );
    return {
      elapsedMs: Date.now() - this.#beganAt,
      instances: this.#instances,
      startingMs: Math.round(this.#startingMs),
      observingMs: attempts
        .filter(({ evidence }) => evidence === 'timed')
        .reduce((sum, { observationMs }) => sum + (observationMs ?? 0), 0),
    };
  }
}
