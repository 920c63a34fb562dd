import { Instance, type InstanceOptions } from './instance.ts';

type Started = { readonly instance: Instance } | { readonly error: unknown };

/** Clients on the usual server, started ahead of their use, so that nobody waits for a start who need not. */
export class Starts {
  readonly #options: InstanceOptions;
  readonly #ahead: Promise<Started>[] = [];
  #ended = false;

  constructor(options: InstanceOptions) {
    this.#options = options;
  }

  /** Starts clients until so many are ready or on their way. */
  prefetch(count: number): void {
    while (!this.#ended && this.#ahead.length < count) this.#ahead.push(this.#start());
  }

  /** A client on which nothing was played. @throws StartError, InterruptedError as `Instance.start` does */
  async take(): Promise<Instance> {
    const started = await (this.#ahead.shift() ?? this.#start());
    if ('error' in started) throw started.error;
    // One that died while it was waiting says nothing about what it was to be asked.
    if (started.instance.lifeline.loss === null) return started.instance;
    await started.instance.end();
    return Instance.start(this.#options);
  }

  /** Ends all that were started in vain. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(
      this.#ahead.splice(0).map(async (start) => {
        const started = await start;
        if ('instance' in started) await started.instance.end();
      }),
    );
  }

  async #start(): Promise<Started> {
    try {
      return { instance: await Instance.start(this.#options) };
    } catch (error) {
      return { error };
    }
  }
}
