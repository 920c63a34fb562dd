import type { CaseResult, Result, Verdict } from '../../reports/model/report.ts';
import { BUILT_IN } from '../scenario/model.ts';

/** What an expectation can be about: a scenario, or one case of a scenario that has several. */
export interface Cell {
  readonly id: string;
  /** Empty for a scenario that has no cases. */
  readonly name: string;
  /** `id`, or `id#name`. */
  readonly key: string;
  readonly verdict: Verdict;
  /** The name of an outcome, or the cause of an inconclusive result. */
  readonly outcome: string | null;
  /** Why it is not applicable, if it is not. */
  readonly why: string | null;
}

/**
 * The cells of a result that the gate looks at: none of a scenario or a case that is newer than the requirements
 * asked for, none that was not played because the run was stopped, and none where the harness is at fault.
 */
export function gatedCells(result: Result): Cell[] {
  if (isUngated(result)) return [];
  const cells =
    result.cases.length === 0
      ? [cellOf(result)]
      : result.cases.filter(({ scored }) => scored).map((one) => caseCell(result, one));
  return cells.filter(({ verdict, outcome }) => verdict !== 'harness-error' && outcome !== 'interrupted');
}

/** A scenario of ours that is newer than what was asked for is shown, and fails no gate. One's own always counts. */
export function isUngated({ scored, suite }: Result): boolean {
  return !scored && suite === BUILT_IN;
}

function cellOf({ id, verdict, outcome, cause, notApplicable }: Result): Cell {
  return { id, name: '', key: id, verdict, outcome: outcome ?? cause, why: notApplicable };
}

function caseCell(result: Result, { name, verdict, outcome, attempts, notApplicable }: CaseResult): Cell {
  const cause = verdict === 'inconclusive' ? (attempts.at(-1)?.cause ?? causeWithoutAttempts(result)) : null;
  return {
    id: result.id,
    name,
    key: `${result.id}#${name}`,
    verdict,
    outcome: outcome ?? cause,
    why: notApplicable,
  };
}

/** A case that was never played: the run was stopped, or the client did not start again. */
function causeWithoutAttempts({ cause }: Result): string {
  return cause === 'client-lost' ? 'client-lost' : 'interrupted';
}

export function isJudged({ verdict }: Pick<Cell, 'verdict'>): boolean {
  return verdict === 'pass' || verdict === 'fail' || verdict === 'warn' || verdict === 'info';
}
