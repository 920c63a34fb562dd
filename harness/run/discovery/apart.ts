import type { Control } from '../play/control.ts';
import { ask, collect, giveUpWhenLost, kindOf, isSorted, probe, slowestOf, type Probe } from './probes.ts';
import type { ClientStarts } from '../instance/client-starts.ts';

/** A query and what it is sent to. */
export type Question = Pick<Probe, 'query' | 'kind'>;

export interface Apart {
  readonly probes: readonly Probe[];
  readonly sorted: boolean;
  readonly slowestMs: number;
}

export interface ApartRequest {
  readonly seed: number;
  readonly timeoutMs: number;
  /** Queries behind each question: such as the client is known to answer, or may answer. */
  readonly fence: readonly Control['query'][];
  /** When it does not, what is behind a question says nothing, and there is only waiting. */
  readonly keepsOrder: Promise<boolean>;
}

/** A client that keeps no order is watched for so many times the slowest answer, within a bound. */
const SLOWEST_TIMES = 3;
const MOST_MS = 60_000;

/**
 * Asks each question on a client of its own, with queries behind it that fence it: for clients that answer a few
 * queries only, or one after the other.
 *
 * @throws StartError when a client is lost or does not start
 */
export async function askApart(
  starts: ClientStarts,
  questions: readonly Question[],
  { seed, timeoutMs, fence, keepsOrder }: ApartRequest,
): Promise<Apart> {
  const all = await Promise.all(
    questions.map(async (question) => {
      const instance = await starts.take();
      try {
        const key = `apart/${kindOf(question)}`;
        const own = probe(instance, seed, question.query, question.kind, `${key}/own`);
        const behind = fence.map((query) => probe(instance, seed, query, 'private', `${key}/fence/${query}`));
        const probes = [own, ...behind];
        ask(instance, probes);
        const fenced = (): boolean => {
          collect(probes, instance.lifeline);
          return (behind.length === 0 ? probes : behind).some(({ reply }) => reply !== null);
        };
        await giveUpWhenLost(
          instance,
          await instance.lifeline.until(fenced, { quietMs: timeoutMs, nudge: true }),
        );
        if (!(await keepsOrder)) {
          const waitMs = Math.min(MOST_MS, SLOWEST_TIMES * slowestOf(probes));
          await instance.lifeline.until(
            () => {
              collect(probes, instance.lifeline);
              return probes.every(({ reply }) => reply !== null);
            },
            { elapsedMs: waitMs },
          );
        }
        return { own, probes, sorted: isSorted(probes, instance.lifeline) };
      } finally {
        await instance.end();
      }
    }),
  );
  const probes = all.flatMap((one) => one.probes);
  return {
    probes,
    sorted: all.every(({ sorted }) => sorted),
    slowestMs: slowestOf(probes),
  };
}
