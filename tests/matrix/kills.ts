import type { KillMatrix, KilledMutant } from '../../harness/cli/explain/killers.ts';
import { collectMatrix, isOwnOutcome, isWorse, type Matrix } from './collect.ts';
import { mutants } from './fixtures.ts';

/**
 * What each mutant is caught by: the cells in which it comes to a worse outcome than the reference, one with a
 * name. What no outcome describes proves nothing of a scenario, and is left out.
 */
export function killsOf(matrix: Matrix): KillMatrix {
  return {
    mutants: mutants.flatMap(({ name, area, defect, source }) => {
      const run = matrix.mutants.get(name);
      if (run === undefined) return [];
      const kills: Record<string, Record<string, string[]>> = {};
      for (const [key, cell] of [...run.cells].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const isCaught =
          isWorse(matrix.reference.cells.get(key), cell) && isOwnOutcome(matrix, name, key, cell);
        if (!isCaught || cell.outcome === null) continue;
        const [id = '', one = ''] = key.split('#');
        ((kills[id] ??= {})[cell.outcome] ??= []).push(one);
      }
      return [{ name, area, defect, source, kills }];
    }),
  };
}

/**
 * The kills, certain ones: where they are not what was found the last time, the mutant is played again, by
 * itself, and that counts. A machine that was busy must not look like a change.
 */
export async function settledKillsOf(matrix: Matrix, last: KillMatrix | null): Promise<KillMatrix> {
  const found = killsOf(matrix);
  if (last === null) return found;
  const settled: KilledMutant[] = [];
  for (const mutant of found.mutants) {
    const changed = changedScenarios(mutant, last);
    if (changed.size === 0) {
      settled.push(mutant);
      continue;
    }
    const again = await collectMatrix({
      mutants: (name) => name === mutant.name,
      scenarios: ({ id }) => changed.has(id),
    });
    const second = killsOf(again).mutants[0]?.kills ?? {};
    const kept = Object.entries(mutant.kills).filter(([id]) => !changed.has(id));
    const kills = [...kept, ...Object.entries(second)].sort(([a], [b]) => (a < b ? -1 : 1));
    settled.push({ ...mutant, kills: Object.fromEntries(kills) });
  }
  return { mutants: settled };
}

/** The scenarios in which a mutant came to something else than the last time. */
export function changedScenarios(mutant: KilledMutant, last: KillMatrix): Set<string> {
  const before = last.mutants.find(({ name }) => name === mutant.name)?.kills ?? {};
  const ids = new Set([...Object.keys(before), ...Object.keys(mutant.kills)]);
  return new Set([...ids].filter((id) => JSON.stringify(before[id]) !== JSON.stringify(mutant.kills[id])));
}

/**
 * The pairs of mutants and scenarios that are worth playing to prove again what was found: those in which a mutant
 * was caught, and all of a mutant that was not there.
 */
export function witnesses(last: KillMatrix): (mutant: string, scenario: string) => boolean {
  const known = new Map(last.mutants.map(({ name, kills }) => [name, kills]));
  return (mutant, scenario) => {
    const kills = known.get(mutant);
    return kills === undefined || scenario in kills;
  };
}

/** What was found the last time, with what was played now in its place; what no longer exists is left out. */
export function mergedKills(
  last: KillMatrix | null,
  played: KillMatrix,
  isPlayed: (scenario: string) => boolean,
  exists: (scenario: string) => boolean,
): KillMatrix {
  return {
    mutants: mutants.map(({ name, area, defect, source }) => {
      const before = Object.entries(last?.mutants.find((one) => one.name === name)?.kills ?? {});
      const now = played.mutants.find((one) => one.name === name);
      const kept = before.filter(([id]) => exists(id) && (now === undefined || !isPlayed(id)));
      const kills = [...kept, ...Object.entries(now?.kills ?? {})].sort(([a], [b]) => (a < b ? -1 : 1));
      return { name, area, defect, source, kills: Object.fromEntries(kills) };
    }),
  };
}
