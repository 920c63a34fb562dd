import { performance } from 'node:perf_hooks';

/** What a client must do before it can be asked anything, in this order. */
export type StartStep = 'start' | 'connect' | 'register' | 'ping' | 'join';

/** A step that a client has taken, and how long it took. */
export interface TakenStep {
  readonly step: StartStep;
  readonly ms: number;
}

/** What each step is called, in the words that follow the client's name. */
export const STEP_NAMES: Readonly<Record<StartStep, string>> = {
  start: 'starts',
  connect: 'connects',
  register: 'registers',
  ping: "answers the server's PING",
  join: 'takes a JOIN',
};

/** Notes what each step took, from the end of the one before. */
export class StepClock {
  readonly #taken: TakenStep[] = [];
  #since = performance.now();

  get taken(): readonly TakenStep[] {
    return this.#taken;
  }

  take(step: StartStep): void {
    const ms = this.msSinceLast();
    this.#taken.push({ step, ms });
    this.#since += ms;
  }

  msSinceLast(): number {
    return Math.round(performance.now() - this.#since);
  }
}
