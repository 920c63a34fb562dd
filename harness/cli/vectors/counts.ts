import type { Verdict } from '../../../reports/model/report.ts';
import type { VectorResult } from '../../vectors/check-codec.ts';

/** The verdicts that a vector can get, as they are counted. */
export const COUNTED = ['pass', 'fail', 'warn', 'info', 'inconclusive', 'not-applicable'] as const;
export type Counted = (typeof COUNTED)[number];

export function countVerdicts(results: readonly VectorResult[]): Record<Counted, number> {
  const count = (wanted: Verdict): number => results.filter(({ verdict }) => verdict === wanted).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    warn: count('warn'),
    info: count('info'),
    inconclusive: count('inconclusive'),
    'not-applicable': count('not-applicable'),
  };
}
