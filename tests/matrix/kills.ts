import type { KillMatrix, KilledMutant } from '../../harness/cli/explain/killers.ts';
import { tellsApart, withoutOneClause } from './clauses.ts';
import { collectMatrix, isOwnOutcome, isWorse, type Matrix } from './collect.ts';
import { broad, mutants } from './fixtures.ts';

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
      return [{ name, area, defect, source, kills, shows: [] }];
    }),
  };
}

/**
 * The kills, certain ones: where they are not what was found the last time, the mutants are played again, first all
 * of them and then one by one, and that counts. A machine that was busy must not look like a change.
 */
export async function settledKillsOf(matrix: Matrix, last: KillMatrix): Promise<KillMatrix> {
  const pairs = witnesses(last);
  const isChanged = (mutant: KilledMutant): boolean => changedScenarios(mutant, last).size > 0;
  let settled = [...killsOf(matrix).mutants];
  const playAgain = async (names: readonly string[]): Promise<void> => {
    if (names.length === 0) return;
    const again = await collectMatrix({
      scenarios: ({ id }) => names.some((name) => pairs(name, id)),
      mutants: (name) => names.includes(name),
      pairs,
    });
    const played = new Map(killsOf(again).mutants.map((mutant) => [mutant.name, mutant]));
    settled = settled.map((mutant) => played.get(mutant.name) ?? mutant);
  };
  const doubtful = (): string[] => settled.filter(isChanged).map(({ name }) => name);
  await playAgain(doubtful());
  for (const name of doubtful()) await playAgain([name]);
  return { mutants: settled };
}

const MOST_ROUNDS = 4;

/**
 * What stands when each mutant is played again against nothing but the scenarios that catch it, as the tests do.
 * A mutant that mixes up what is in flight together is caught here and there by chance; only what repeats is kept.
 *
 * @param isWanted the scenarios that are played again
 * @returns the names of those mutants as well
 */
export async function provenKills(
  found: KillMatrix,
  isWanted: (scenario: string) => boolean,
): Promise<{ kills: KillMatrix; unsteady: Set<string> }> {
  const unsteady = new Set<string>();
  let kills = found;
  let doubtful = new Set(found.mutants.map(({ name }) => name));
  for (let round = 0; round < MOST_ROUNDS && doubtful.size > 0; round += 1) {
    const wanted = witnesses(kills);
    const again = killsOf(
      await collectMatrix({
        scenarios: ({ id }) => isWanted(id),
        mutants: (name) => doubtful.has(name),
        pairs: wanted,
      }),
    );
    const changed = new Map(
      again.mutants.map((mutant) => [mutant.name, changedScenarios(mutant, kills)] as const),
    );
    doubtful = new Set([...changed].filter(([, ids]) => ids.size > 0).map(([name]) => name));
    for (const name of doubtful) unsteady.add(name);
    kills = { mutants: kills.mutants.map((mutant) => without(mutant, changed.get(mutant.name))) };
  }
  return { kills, unsteady };
}

function without(mutant: KilledMutant, ids: ReadonlySet<string> | undefined): KilledMutant {
  const kept = Object.entries(mutant.kills).filter(([id]) => ids?.has(id) !== true);
  return { ...mutant, kills: Object.fromEntries(kept) };
}

/**
 * Adds to the mutants the scenarios that they are needed for besides: so that every outcome is produced, and every
 * part of a condition tells something apart, when each mutant is played against its own scenarios only.
 */
export function withShown(kills: KillMatrix, matrix: Matrix, unsteady: ReadonlySet<string>): KillMatrix {
  const shows = new Map(kills.mutants.map(({ name }) => [name, new Set<string>()]));
  for (const scenario of matrix.scenarios) {
    const seen = matrix.observations.get(scenario.id) ?? [];
    const isThere = (run: string): boolean => {
      const mutant = kills.mutants.find(({ name }) => name === run);
      return mutant === undefined ? !matrix.mutants.has(run) : scenario.id in mutant.kills;
    };
    const producers = (outcome: string): string[] =>
      matrix.runs
        .filter(({ cells }) =>
          [...cells].some(([key, cell]) => key.split('#')[0] === scenario.id && cell.outcome === outcome),
        )
        .map(({ name }) => name);
    const needs = [
      ...scenario.outcomes.map(({ name }) => producers(name)),
      ...withoutOneClause(scenario).map(({ changed }) =>
        seen.filter((one) => tellsApart(changed, one)).map(({ run }) => run),
      ),
    ];
    for (const able of needs) {
      const isMet = able.some((run) => isThere(run) || shows.get(run)?.has(scenario.id) === true);
      const chosen = able.find((run) => shows.has(run) && !unsteady.has(run));
      if (!isMet && chosen !== undefined) shows.get(chosen)?.add(scenario.id);
    }
  }
  return {
    mutants: kills.mutants.map((mutant) => ({ ...mutant, shows: [...(shows.get(mutant.name) ?? [])] })),
  };
}

/** The scenarios in which a mutant came to something else than the last time. */
export function changedScenarios(mutant: KilledMutant, last: KillMatrix): Set<string> {
  const before = last.mutants.find(({ name }) => name === mutant.name)?.kills ?? {};
  const ids = new Set([...Object.keys(before), ...Object.keys(mutant.kills)]);
  return new Set([...ids].filter((id) => essence(before[id]) !== essence(mutant.kills[id])));
}

/** How a client was lost may depend on what was noticed first. */
const LOST: readonly string[] = ['crashes', 'disconnects', 'hangs', 'floods'];

function essence(outcomes: Readonly<Record<string, readonly string[]>> = {}): string {
  const named = Object.entries(outcomes).flatMap(([outcome, cases]) =>
    cases.map((one) => `${LOST.includes(outcome) ? 'lost' : outcome} ${one}`),
  );
  return named.sort().join('\n');
}

/**
 * The pairs of mutants and scenarios that are worth playing to prove again what was found: those in which a mutant
 * was caught or is needed, and all of a mutant that was not there or that is caught nearly everywhere.
 */
export function witnesses(last: KillMatrix): (mutant: string, scenario: string) => boolean {
  const known = new Map(last.mutants.map((mutant) => [mutant.name, mutant]));
  return (name, scenario) => {
    const mutant = known.get(name);
    return (
      mutant === undefined || broad.has(name) || scenario in mutant.kills || mutant.shows.includes(scenario)
    );
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
      const before = last?.mutants.find((one) => one.name === name);
      const now = played.mutants.find((one) => one.name === name);
      const isKept = (id: string): boolean => exists(id) && (now === undefined || !isPlayed(id));
      const kept = Object.entries(before?.kills ?? {}).filter(([id]) => isKept(id));
      const kills = [...kept, ...Object.entries(now?.kills ?? {})].sort(([a], [b]) => (a < b ? -1 : 1));
      const shows = [...(before?.shows ?? []).filter(isKept), ...(now?.shows ?? [])].sort();
      return { name, area, defect, source, kills: Object.fromEntries(kills), shows };
    }),
  };
}
