import type { Basis, Level } from '../../../reports/model/report.ts';
import { ENDING_OUTCOMES, INJECTS, SECURITY_OUTCOMES, UNLISTED } from '../../run/judge/intrinsic.ts';
import type { ClassByStandard, GradedVerdict } from '../../scenario/grade.ts';
import { verdictOf } from '../../scenario/grade.ts';
import { weightOf, type Scenario, type Suite } from '../../scenario/model.ts';

/** What an outcome is held against, and what comes of it today. */
export interface OutcomeWeight {
  readonly requirement: string;
  readonly level: Level;
  readonly basis: Basis;
  readonly verdict: GradedVerdict;
}

const INTRINSIC: ReadonlyMap<string, ClassByStandard> = new Map(
  [...Object.values(ENDING_OUTCOMES), INJECTS, UNLISTED].map((one) => [one.outcome, one.class]),
);

/** Null for an outcome that the scenario does not have. */
export function outcomeWeight(name: string, scenario: Scenario, suite: Suite): OutcomeWeight | null {
  const listed = scenario.outcomes.find((outcome) => outcome.name === name);
  const outcomeClass = listed?.class ?? INTRINSIC.get(name);
  if (outcomeClass === undefined) return null;
  const requirement = listed?.requirement ?? scenario.requirements[0];
  const { level, basis }: { level: Level; basis: Basis } = SECURITY_OUTCOMES.has(name)
    ? { level: 'MUST', basis: 'security' }
    : weightOf(suite, requirement, 'modern');
  return { requirement, level, basis, verdict: verdictOf(outcomeClass.modern, level, basis) };
}
