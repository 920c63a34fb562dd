import type { ClientReport, Result } from '../../reports/model/report.ts';
import { totalsOf } from '../../reports/model/totals.ts';
import { BUILT_IN } from '../scenario/model.ts';

/**
 * The totals of what is not scored: by suite, and of our own suite what is newer than the set that was asked for.
 *
 * @param requirements the date of that set; null when there was none
 */
export function apartOf(results: readonly Result[], requirements: string | null): ClientReport['apart'] {
  const unscored = results.filter(({ scored }) => !scored);
  const suites = new Set(unscored.map(({ suite }) => suite));
  return [...suites].map((suite) => ({
    name: suite === BUILT_IN && requirements !== null ? `newer than ${requirements}` : suite,
    totals: totalsOf(unscored.filter((result) => result.suite === suite)),
  }));
}
