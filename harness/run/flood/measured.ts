import type { Curve } from '../../../reports/model/report.ts';
import type { Measure } from '../../scenario/measures.ts';

/** What was measured while a flood was on. What could not be measured is left out. */
export interface Measured {
  readonly values: Readonly<Partial<Record<Measure, number>>>;
  readonly curves: readonly Curve[];
}
