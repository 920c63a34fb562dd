import type { Requirement } from '../../reports/model/report.ts';
import { BUILT_IN, type Scenario, type Suite } from './model.ts';
import type { RequirementSet } from './requirement-set-file.ts';

/** The set that would be frozen of a suite; scenarios of one's own are no part of it. */
export function freeze(suite: Suite, date: string): RequirementSet {
  const byId = <T extends { id: string }>(all: Iterable<T>): T[] =>
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ours = suite.scenarios.filter(({ origin }) => origin.suite === BUILT_IN);
  return {
    set: date,
    rules: Object.fromEntries(
      byId(suite.requirements.values()).map(({ id, levels, basis }) => [id, { ...levels, basis }]),
    ),
    scenarios: Object.fromEntries(byId(ours).map(({ id, cases }) => [id, caseNames(cases)])),
  };
}

function caseNames(cases: Scenario['cases']): string[] {
  return cases.map(({ name }) => name).filter((name) => name !== '');
}

/** Whether a case of a scenario counts under a set: it was there, under its id or one that it had. */
export function counts({ scenarios }: RequirementSet, scenario: Scenario, caseName: string): boolean {
  const names = [scenario.id, ...scenario.aliases].flatMap((id) => {
    const cases = scenarios[id];
    return cases === undefined ? [] : [cases];
  });
  return names.some((cases) => (caseName === '' ? cases.length === 0 : cases.includes(caseName)));
}

/**
 * A suite as a set sees it: rules weigh what they weighed then.
 *
 * A rule that the set does not have weighs nothing where a scenario of the set names it, so that what is new about
 * an old scenario accuses nobody; for scenarios that are newer, which are not scored, it stays as it is.
 */
export function underSet(suite: Suite, set: RequirementSet): Suite {
  const old = suite.scenarios.filter((one) => one.cases.some(({ name }) => counts(set, one, name)));
  const named = new Set(
    old.flatMap(({ requirements, outcomes }) => [
      ...requirements,
      ...outcomes.map(({ requirement }) => requirement),
    ]),
  );
  const weighed = (requirement: Requirement): Requirement => {
    const then = set.rules[requirement.id];
    if (then !== undefined) {
      const { modern, classic, basis } = then;
      return { ...requirement, levels: { modern, classic }, basis };
    }
    return named.has(requirement.id)
      ? { ...requirement, levels: { modern: 'NONE', classic: 'NONE' }, basis: 'record' }
      : requirement;
  };
  const requirements = new Map([...suite.requirements].map(([id, one]) => [id, weighed(one)]));
  return { ...suite, requirements, set };
}

/** A sentence for everything that a set has and the suite has no more: ids are stable for ever. */
export function vanished(set: RequirementSet, suite: Suite): string[] {
  const byName = new Map(suite.scenarios.flatMap((one) => [one.id, ...one.aliases].map((id) => [id, one])));
  const scenarios = Object.entries(set.scenarios).flatMap(([id, cases]) => {
    const now = byName.get(id);
    if (now === undefined)
      return [`${id} of ${set.set} is gone. Put it back, or give what replaces it 'aliases: [${id}]'.`];
    const there = caseNames(now.cases);
    if (cases.length === 0 && there.length > 0)
      return [`${id} of ${set.set} had no cases and has some now. Put them into a scenario of their own.`];
    return cases
      .filter((name) => !there.includes(name))
      .map(
        (name) => `The case '${name}' of ${id} in ${set.set} is gone. Put it back; a case keeps its name.`,
      );
  });
  const rules = Object.keys(set.rules)
    .filter((id) => !suite.requirements.has(id))
    .map(
      (id) => `The rule ${id} of ${set.set} is gone. Put it back, with the level NONE if it is no rule now.`,
    );
  return [...scenarios, ...rules];
}
