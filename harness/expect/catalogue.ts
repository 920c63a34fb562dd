import picomatch from 'picomatch';
import type { Scenario } from '../scenario/model.ts';
import type { Entry } from './expectations.ts';

type Known = Pick<Scenario, 'id' | 'aliases' | 'cases'>;

/** Every scenario that there is, played or not: an entry must speak of one of them. */
export class Catalogue {
  readonly #scenarios: readonly Known[];

  constructor(scenarios: readonly Known[]) {
    this.#scenarios = scenarios;
  }

  /** Every id and alias. */
  get names(): string[] {
    return this.#scenarios.flatMap(namesOf);
  }

  /** The ids of the scenarios that an entry speaks of, by id, alias or glob. */
  idsOf({ id, isGlob }: Pick<Entry, 'id' | 'isGlob'>): string[] {
    const matches = isGlob ? picomatch(id) : (name: string): boolean => name === id;
    return this.#scenarios.filter((one) => namesOf(one).some((name) => matches(name))).map((one) => one.id);
  }

  /** The names of a scenario's cases; empty for one that has none. */
  casesOf(id: string): string[] {
    const cases = this.#scenarios.find((one) => one.id === id)?.cases ?? [];
    return cases.length === 1 ? [] : cases.map(({ name }) => name);
  }
}

function namesOf({ id, aliases }: Known): string[] {
  return [id, ...aliases];
}
