import { PersonError } from '../../client/served/person.ts';
import type { ServedSpec } from '../../client/served/spec.ts';
import type { ClientStarts } from './client-starts.ts';
import { Instance, type InstanceOptions, type OwnStart } from './instance.ts';
import { InterruptedError } from './start-error.ts';

/** After so long a client that answers a few queries and drops others has forgotten about them. */
const REST_MS = 60_000;

/**
 * The one client that a person has started. Whatever wants one gets the connection that there is, one after the other, as
 * long as it is good for that; only then the person is asked to connect again.
 */
export class ServedStarts implements ClientStarts {
  readonly sparing = true;
  readonly #options: InstanceOptions;
  readonly #spec: ServedSpec;
  /** Setups that the person would not connect for. */
  readonly #refused = new Set<string>();
  #present: Instance | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isLimited = false;

  constructor(options: InstanceOptions, spec: ServedSpec) {
    this.#options = options;
    this.#spec = spec;
  }

  first(): Promise<Instance> {
    return this.#next(null);
  }

  prefetch(): Promise<void> {
    return Promise.resolve();
  }

  /** Waits until the one before has ended. */
  async take(own: OwnStart | null = null): Promise<Instance> {
    const before = this.#turn;
    let pass = (): void => undefined;
    this.#turn = new Promise((resolve) => (pass = resolve));
    await before;
    try {
      const instance = await this.#next(own);
      instance.onEnd = pass;
      return instance;
    } catch (error) {
      pass();
      throw error;
    }
  }

  limit(): void {
    this.#isLimited = true;
  }

  async end(): Promise<void> {
    const present = this.#present;
    this.#present = null;
    await present?.server.close();
  }

  async #next(own: OwnStart | null): Promise<Instance> {
    if (this.#options.signal.aborted) throw new InterruptedError();
    const key = own?.setupKey ?? '';
    const present = this.#present;
    if (present !== null && !hasPrelude(own) && present.setupKey === key) {
      if (this.#isLimited) await this.#rest();
      this.#present = present.again();
      if (await this.#isUsable(this.#present)) return this.#present;
    }
    if (this.#refused.has(key))
      throw new PersonError(
        'skipped',
        'connect',
        'the person at the client did not connect it again for this',
      );
    const why = present === null ? null : whyOf(present, own);
    await this.end();
    return this.#connect(own, why);
  }

  async #connect(own: OwnStart | null, why: string | null): Promise<Instance> {
    const spec = { ...this.#spec, served: { ...this.#spec.served, why } };
    try {
      this.#present = await Instance.start({ ...this.#options, spec }, own);
      return this.#present;
    } catch (error) {
      if (error instanceof PersonError) this.#refused.add(own?.setupKey ?? '');
      throw error;
    }
  }

  /** Lets the client rest after so many queries that it would drop the next. */
  async #rest(): Promise<void> {
    const { served } = this.#spec;
    served.resting(
      'Your client answers a few queries at a time only, and drops further ones; it is left in peace for a minute.',
    );
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, REST_MS);
      this.#options.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    served.resting(null);
  }

  /** One that is gone, or does not answer the server any more, is no use. */
  async #isUsable({ lifeline, timeoutMs }: Instance): Promise<boolean> {
    return lifeline.loss === null && (await lifeline.answersPing(timeoutMs));
  }
}

function whyOf(present: Instance, own: OwnStart | null): string {
  if (present.lifeline.loss !== null) return 'The connection has ended.';
  if (hasPrelude(own)) return 'What comes next is said while a client connects.';
  return own === null
    ? 'What comes next needs a new connection.'
    : 'What comes next needs a server that offers something else.';
}

/** What is said before 001 is said for one attempt of one item. */
function hasPrelude(own: OwnStart | null): boolean {
  return own !== null && own.beforeWelcome !== null;
}
