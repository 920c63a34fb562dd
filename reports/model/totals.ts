import type { Result, Totals, Verdict } from './report.ts';

/** Every verdict, in the order in which people want to read them. */
export const verdicts = [
  'fail',
  'warn',
  'pass',
  'info',
  'not-applicable',
  'inconclusive',
  'harness-error',
] as const satisfies readonly Verdict[];

/** How many results have each verdict. */
export function totalsOf(results: readonly Pick<Result, 'verdict'>[]): Totals {
  const totals: Totals = {
    pass: 0,
    fail: 0,
    warn: 0,
    info: 0,
    'not-applicable': 0,
    inconclusive: 0,
    'harness-error': 0,
  };
  for (const { verdict } of results) totals[verdict] += 1;
  return totals;
}

/** The areas of some results with the totals of each, in the order in which they first come. */
export function totalsByArea(results: readonly Pick<Result, 'verdict' | 'area'>[]): Map<string, Totals> {
  const byArea = new Map<string, Pick<Result, 'verdict'>[]>();
  for (const result of results) {
    const some = byArea.get(result.area) ?? [];
    some.push(result);
    byArea.set(result.area, some);
  }
  return new Map([...byArea].map(([area, some]) => [area, totalsOf(some)]));
}
