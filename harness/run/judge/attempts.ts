import type { InconclusiveCause } from '../../../reports/model/report.ts';
import type { Judgement } from './judge.ts';

/** The outcome of an item after all its attempts. */
export interface Settled {
  /** The attempt that stands for the result. */
  readonly chosen: Judgement;
  readonly cause: InconclusiveCause | null;
  readonly flaky: boolean;
  /** In how many of the counted attempts the chosen outcome was seen. */
  readonly seen: { readonly times: number; readonly of: number };
  readonly attempts: readonly Judgement[];
}

export const MOST_ATTEMPTS = 3;

/**
 * Whether an item must be played again on a fresh client before anything is said of it. What speaks against a
 * client is always seen twice; two attempts that differ call for a third.
 */
export function needsAnother(attempts: readonly Judgement[], most = MOST_ATTEMPTS): boolean {
  const last = attempts.at(-1);
  if (last === undefined) return true;
  if (attempts.length >= most || last.cause === 'interrupted' || isFinalCause(last.cause)) return false;
  if (attempts.length === 1) return speaksAgainst(last);
  return !attempts.every((attempt) => same(attempt, last));
}

export function settle(attempts: readonly Judgement[]): Settled {
  const last = attempts.at(-1);
  if (last === undefined) throw new Error('an item was settled that was never played');
  const critical = attempts.find((attempt) => attempt.critical);
  if (critical !== undefined) return choose(critical, attempts);
  const judged = counted(attempts);
  if (judged.length === 0) return { ...choose(last, attempts), cause: last.cause, flaky: false };
  const [first] = judged;
  if (first !== undefined && judged.every((attempt) => same(attempt, first)))
    return choose(first, judged, attempts);
  return { ...choose(judged.at(-1) ?? last, judged, attempts), cause: 'attempts-differ', flaky: true };
}

/**
 * The attempts that count: those in which something could be judged, and of a line that nothing but its moment
 * ties to the stimulus, only those in which it was repeated. A client's own traffic is thereby not held against it.
 */
function counted(attempts: readonly Judgement[]): Judgement[] {
  const judged = attempts.filter((attempt) => attempt.cause === null);
  const named = judged.filter((attempt) => !attempt.byTimeOnly);
  return named.length > 0 ? named : judged;
}

function choose(chosen: Judgement, among: readonly Judgement[], attempts = among): Settled {
  const times = among.filter((attempt) => same(attempt, chosen)).length;
  return {
    chosen,
    cause: chosen.cause,
    flaky: times < among.length,
    seen: { times, of: among.length },
    attempts,
  };
}

function same(a: Judgement, b: Judgement): boolean {
  return a.outcome === b.outcome && a.cause === b.cause;
}

function speaksAgainst(judgement: Judgement): boolean {
  if (judgement.cause !== null) return true;
  const classes = judgement.class === null ? [] : [judgement.class.modern, judgement.class.classic];
  return classes.some((name) => name === 'violates' || name === 'deviates');
}

/** Playing again cannot change these. */
function isFinalCause(cause: InconclusiveCause | null): boolean {
  return cause === 'answers-nothing' || cause === 'no-fence';
}
