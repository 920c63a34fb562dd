import type { CaseResult, Result } from './model/report.ts';

/**
 * Whether a result, or a case of it, was not played because the run was stopped. A case does not say why it was
 * not judged; the attempts of one that was played do.
 *
 * @param one null for the result as a whole
 */
export function wasNotPlayed({ cause }: Result, one: CaseResult | null): boolean {
  if (one === null || cause === 'interrupted') return cause === 'interrupted';
  return one.verdict === 'inconclusive' && one.attempts.length === 0 && cause !== 'client-lost';
}
