import { availableParallelism } from 'node:os';
import { Instance, type InstanceOptions, type OwnStart } from './instance.ts';
import type { ClientStarts } from './client-starts.ts';
import { StartGate } from './start-gate.ts';
import { InterruptedError } from './start-error.ts';

type Started = { readonly instance: Instance } | { readonly error: unknown };

/** Part of a start is waiting for the server, so that more than one may share a processor. */
const STARTS_PER_CPU = 4;

/** Clients started ahead of their use, so that nobody waits for a start who need not. */
export class Starts implements ClientStarts {
  readonly sparing = false;
  readonly #options: InstanceOptions;
  /** By the key of the setup; empty for the usual one. */
  readonly #ahead = new Map<string, Promise<Started>[]>();
  readonly #gate = new StartGate(STARTS_PER_CPU * availableParallelism());
  #ended = false;

  constructor(options: InstanceOptions) {
    this.#options = options;
  }

  first(): Promise<Instance> {
    return Instance.start(this.#options);
  }

  async prefetch(count: number, own: OwnStart | null = null): Promise<void> {
    const ahead = this.#aheadFor(own);
    if (ahead === null) return;
    const started: Promise<Started>[] = [];
    while (!this.#ended && ahead.length < count) {
      const one = this.#start(own, { urgent: false });
      ahead.push(one);
      started.push(one);
    }
    await Promise.all(started);
  }

  async take(own: OwnStart | null = null): Promise<Instance> {
    const started = await (this.#aheadFor(own)?.shift() ?? this.#start(own, { urgent: true }));
    if ('error' in started) throw started.error;
    // One that died while it was waiting says nothing about what it was to be asked.
    if (started.instance.lifeline.loss === null) return started.instance;
    await started.instance.end();
    return Instance.start(this.#options, own);
  }

  /** A client that has just been started has rested. */
  limit(): void {
    return;
  }

  async end(): Promise<void> {
    this.#ended = true;
    const all = [...this.#ahead.values()].flatMap((ahead) => ahead.splice(0));
    await Promise.all(
      all.map(async (start) => {
        const started = await start;
        if ('instance' in started) await started.instance.end();
      }),
    );
  }

  /** What is said before 001 is said for one attempt of one item, so that such a client is no use to another. */
  #aheadFor(own: OwnStart | null): Promise<Started>[] | null {
    if (own !== null && own.beforeWelcome !== null) return null;
    const key = own?.setupKey ?? '';
    const ahead = this.#ahead.get(key) ?? [];
    this.#ahead.set(key, ahead);
    return ahead;
  }

  async #start(own: OwnStart | null, urgency: { readonly urgent: boolean }): Promise<Started> {
    return this.#gate.pass(async () => {
      if (this.#ended) return { error: new InterruptedError() };
      try {
        return { instance: await Instance.start(this.#options, own) };
      } catch (error) {
        return { error };
      }
    }, urgency);
  }
}
