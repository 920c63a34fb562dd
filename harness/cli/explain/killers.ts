import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../package-root.ts';

/** A mutant of the reference client and what it is caught by, as `npm run kill-matrix` found it. */
export interface KilledMutant {
  readonly name: string;
  readonly area: string;
  readonly defect: string;
  /** Real clients that had the defect, with the place where it was reported; empty when none is known. */
  readonly source: string;
  /** By scenario, then by outcome: the cases; an empty name for a scenario without cases. */
  readonly kills: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Further scenarios that it is needed for: it alone produces an outcome, or shows that a condition is not idle. */
  readonly shows: readonly string[];
}

export interface KillMatrix {
  readonly mutants: readonly KilledMutant[];
}

/** A mutant that a scenario catches, and the outcomes that it then comes to. */
export interface Killer {
  readonly mutant: KilledMutant;
  readonly outcomes: readonly string[];
}

export const KILL_MATRIX_FILE = join(PROJECT_DIRECTORY, 'docs', 'kill-matrix.json');

/** @throws when the file cannot be read: it belongs to the project */
export function readKillMatrix(): KillMatrix {
  return JSON.parse(readFileSync(KILL_MATRIX_FILE, 'utf8')) as KillMatrix;
}

export function killersOf(scenario: string, { mutants }: KillMatrix): Killer[] {
  return mutants.flatMap((mutant) => {
    const outcomes = Object.keys(mutant.kills[scenario] ?? {});
    return outcomes.length === 0 ? [] : [{ mutant, outcomes }];
  });
}

/** The mutants that show that a requirement can be broken: those caught by an outcome that it grades. */
export function killersOfRequirement(
  requirement: string,
  scenario: { id: string; outcomes: readonly { name: string; requirement: string }[] },
  matrix: KillMatrix,
): Killer[] {
  const graded = new Set(
    scenario.outcomes.filter((outcome) => outcome.requirement === requirement).map(({ name }) => name),
  );
  const killers = killersOf(scenario.id, matrix);
  const own = killers.filter(({ outcomes }) => outcomes.some((name) => graded.has(name)));
  return own.length > 0 ? own : killers;
}
