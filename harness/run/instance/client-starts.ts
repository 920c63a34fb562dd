import type { Instance, OwnStart } from './instance.ts';

/** Where clients come from on which nothing was played. */
export interface ClientStarts {
  /** Each start costs a person's effort: they are kept few, and there is one client at a time. */
  readonly sparing: boolean;
  /**
   * The client that is found out about, which others that are taken meanwhile do not have to wait for.
   *
   * @throws StartError, InterruptedError as `Instance.start` does
   */
  first(): Promise<Instance>;
  /**
   * Starts clients until so many are ready or on their way; none to whom something is said before 001.
   *
   * @returns when those that it started are up, or have failed
   */
  prefetch(count: number, own?: OwnStart | null): Promise<void>;
  /** @throws StartError, InterruptedError as `Instance.start` does; PersonError `skipped` */
  take(own?: OwnStart | null): Promise<Instance>;
  /** From now on whoever is taken has rested, if it was asked anything before. */
  limit(): void;
  /** Ends all that were started in vain. */
  end(): Promise<void>;
}
