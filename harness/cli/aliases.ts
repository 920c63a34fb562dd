import type { Suite } from '../scenario/model.ts';

/** Earlier names of scenarios with the names that they have now. */
export function aliasesOf({ scenarios }: Pick<Suite, 'scenarios'>): Map<string, string> {
  return new Map(scenarios.flatMap(({ id, aliases }) => aliases.map((alias) => [alias, id] as const)));
}
