import type { Dispute } from '../../../harness/scenario/disputes.ts';

type Option = NonNullable<Dispute['options']>[number];

/** What the page needs of a dispute of suites/disputes.yaml. */
export interface ShownDispute {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly options: readonly Pick<Option, 'letter' | 'does' | 'sources' | 'shown'>[];
}
