import { availableParallelism } from 'node:os';
import { playBare, type BareRun, type StartBare } from './play-bare.ts';
import type { BareWindow } from './script.ts';

/** A bare script that looks once for the number of clients side by side that suits the client best. */
export class BestBare {
  readonly #start: StartBare;
  #atOnce: number | null = null;

  constructor(start: StartBare) {
    this.#start = start;
  }

  get atOnce(): number | null {
    return this.#atOnce;
  }

  async play(shares: readonly (readonly BareWindow[])[]): Promise<BareRun> {
    if (this.#atOnce !== null) return playBare(this.#start, shares, this.#atOnce);
    const cpus = availableParallelism();
    let best: BareRun | null = null;
    // From many to few: clients that wait for their own queues are played all at once, and few of them for ages.
    for (const atOnce of new Set([shares.length, Math.min(8 * cpus, shares.length), 2 * cpus])) {
      const run = await playBare(this.#start, shares, atOnce, best?.wallMs);
      if (best !== null && run.wallMs >= best.wallMs) break;
      best = run;
      this.#atOnce = atOnce;
    }
    if (best === null) throw new Error('the bare script had nothing to play');
    return best;
  }
}
