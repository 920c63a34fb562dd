import type { DisputeOption } from '../harness/scenario/disputes.ts';
import type { Result } from './model/report.ts';

type Sides = readonly Pick<DisputeOption, 'letter' | 'shown'>[];

/** Where a result shows that a client is on a side of a dispute. */
export interface SideSeen {
  readonly letter: string;
  readonly scenario: string;
}

/**
 * On which sides of a dispute a client's results show it to be, and where.
 *
 * @param options of the dispute
 * @param results of the client, by scenario
 * @returns in the order of the options; nothing where none of its scenarios was judged
 */
export function sidesSeen(options: Sides, results: ReadonlyMap<string, Result>): SideSeen[] {
  return options.flatMap(({ letter, shown = [] }) =>
    shown
      .filter(({ scenario, cases, outcomes }) => {
        const result = results.get(scenario);
        if (result === undefined) return false;
        const seen = result.cases.length === 0 ? [{ name: '', outcome: result.outcome }] : result.cases;
        return seen.some(
          ({ name, outcome }) =>
            outcome !== null && outcomes.includes(outcome) && (cases === undefined || cases.includes(name)),
        );
      })
      .map(({ scenario }) => ({ letter, scenario })),
  );
}
