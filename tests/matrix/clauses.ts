import type { Condition, Scenario } from '../../harness/scenario/model.ts';

/** The scenario once for each clause of its conditions, with that clause taken out. */
export function withoutOneClause(scenario: Scenario): { changed: Scenario; what: string }[] {
  return scenario.outcomes.flatMap((outcome, index) =>
    weaker(outcome.when).map(({ condition, what }) => ({
      what: `${outcome.name} without ${what}`,
      changed: {
        ...scenario,
        outcomes: scenario.outcomes.with(index, { ...outcome, when: condition }),
      },
    })),
  );
}

function weaker(when: Condition): { condition: Condition; what: string }[] {
  return [
    ...(when.silent ? [{ condition: { ...when, silent: false }, what: 'silent' }] : []),
    ...(when.reply === null ? [] : [{ condition: { ...when, reply: null }, what: 'reply' }]),
    ...(when.replies === null ? [] : [{ condition: { ...when, replies: null }, what: 'replies' }]),
    ...when.sends.map((_, index) => ({
      condition: { ...when, sends: when.sends.toSpliced(index, 1) },
      what: `sends ${index + 1}`,
    })),
    ...(when.shown === null ? [] : [{ condition: { ...when, shown: null }, what: 'shown' }]),
    ...when.any.map((_, index) => ({
      condition: { ...when, any: when.any.toSpliced(index, 1) },
      what: `any ${index + 1}`,
    })),
    ...(when.not === null ? [] : [{ condition: { ...when, not: null }, what: 'not' }]),
  ];
}
