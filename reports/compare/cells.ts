import type { CaseResult, Result } from '../model/report.ts';
import type { Seen } from './comparison.ts';

/** A scenario without cases, or one case of it: the smallest thing that can change. */
export interface Cell {
  readonly id: string;
  /** As its own report calls it; an earlier name of `id`, perhaps. */
  readonly ownId: string;
  /** Null where the scenario is compared as a whole. */
  readonly case: string | null;
  readonly title: string;
  readonly seen: Seen;
  /** The scenario lists this outcome; a crash, for example, is listed by none. */
  readonly listed: boolean;
}

/** The cells of one result; one only when it has no cases, or `whole` says that its cases are not looked at. */
export function cellsOf(result: Result, id: string, whole: boolean): Cell[] {
  const common = { id, ownId: result.id, title: result.title };
  const cell = (name: string | null, seen: Seen): Cell => ({
    ...common,
    case: name,
    seen,
    listed: result.outcomes.some((one) => one.name === seen.outcome),
  });
  if (whole || result.cases.length === 0) {
    return [cell(null, seenOf(result, result.cause))];
  }
  return result.cases.map((one) => cell(one.name, seenOf(one, one.attempts.at(-1)?.cause ?? null)));
}

function seenOf(
  one: Pick<CaseResult, 'verdict' | 'outcome' | 'class' | 'reason' | 'notApplicable'>,
  cause: Result['cause'],
): Seen {
  const { verdict, class: outcomeClass, reason } = one;
  return { verdict, outcome: one.outcome ?? one.notApplicable ?? cause, class: outcomeClass, reason };
}
