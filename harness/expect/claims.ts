import type { Cell } from './cells.ts';
import type { Entry } from './expectations.ts';

/** What an entry says of a cell that it speaks for. */
export type Claim =
  | { readonly entry: Entry; readonly cell: Cell; readonly holds: true }
  | {
      readonly entry: Entry;
      readonly cell: Cell;
      readonly holds: false;
      readonly as: 'unexpected-pass' | 'changed-symptom' | 'judges-nothing';
    };

/** Outcomes that no list of flaky entries excuses: what was seen once has happened. */
const NEVER_FLAKY: readonly (string | null)[] = ['crashes', 'injects'];

/**
 * Which entry speaks for which cell of one scenario, and whether it is right. Entries that name cases come before
 * those that name the scenario, and these before globs; among equals the known come before the flaky.
 *
 * @param entries those that speak of this scenario, in any order
 */
export function claimsOf(cells: readonly Cell[], entries: readonly Entry[]): Claim[] {
  const claims: Claim[] = [];
  const isFree = (cell: Cell): boolean => !claims.some((claim) => claim.cell === cell);
  for (const entry of [...entries].sort((a, b) => rank(a) - rank(b))) {
    const free = cells.filter((cell) => isFree(cell) && entry.cases?.includes(cell.name) !== false);
    if (entry.kind === 'flaky') claims.push(...flakyClaims(entry, free));
    else if (entry.cases !== null || cells.length === 1)
      claims.push(...free.map((cell) => strictClaim(entry, cell)));
    else claims.push(...looseClaims(entry, free, cells));
  }
  return claims;
}

function rank({ cases, isGlob, kind }: Entry): number {
  return (cases !== null ? 0 : isGlob ? 4 : 2) + (kind === 'known' ? 0 : 1);
}

function flakyClaims(entry: Entry, free: readonly Cell[]): Claim[] {
  return free
    .filter(({ outcome }) => !NEVER_FLAKY.includes(outcome))
    .map((cell) => ({ entry, cell, holds: true }));
}

/** Of a cell that is named, or the only one. */
function strictClaim(entry: Entry, cell: Cell): Claim {
  if (fits(entry, cell) || isForAnotherMachine(cell)) return { entry, cell, holds: true };
  return { entry, cell, holds: false, as: departure(entry, cell) };
}

function departure({ outcome }: Entry, { verdict }: Cell): Exclude<Claim, { holds: true }>['as'] {
  if (verdict === 'not-applicable') return 'judges-nothing';
  if (verdict === 'pass') return 'unexpected-pass';
  // What is only recorded by now is as good as mended, unless the entry says to what exactly it comes.
  return outcome === null ? 'unexpected-pass' : 'changed-symptom';
}

/** Of a scenario with several cases as a whole: some of them at least have to be as the entry says. */
function looseClaims(entry: Entry, free: readonly Cell[], cells: readonly Cell[]): Claim[] {
  const right = free.filter((cell) => fits(entry, cell));
  if (right.length > 0) return right.map((cell) => ({ entry, cell, holds: true }));
  const elsewhere = free.filter(isForAnotherMachine);
  // A glob says nothing of a scenario that has an entry of its own.
  if (entry.isGlob && free.length < cells.length) return [];
  const bad = free.filter(isBad);
  if (bad.length > 0) return bad.map((cell) => ({ entry, cell, holds: false, as: 'changed-symptom' }));
  if (elsewhere.length > 0) return elsewhere.map((cell) => ({ entry, cell, holds: true }));
  const judged = free.find(({ verdict }) => verdict !== 'not-applicable');
  const cell = judged ?? cells[0];
  if (cell === undefined) return [];
  return [{ entry, cell, holds: false, as: judged === undefined ? 'judges-nothing' : 'unexpected-pass' }];
}

function fits({ outcome }: Entry, cell: Cell): boolean {
  if (outcome === null) return isBad(cell);
  return outcome === cell.outcome && (isBad(cell) || cell.verdict === 'info');
}

/**
 * This machine lacks the locale or the zone that the cell is about. The same file serves machines that have it, so
 * what it says of the cell is neither right nor wrong here.
 */
function isForAnotherMachine({ why }: Cell): boolean {
  return why === 'no-environment';
}

function isBad({ verdict }: Cell): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive';
}
