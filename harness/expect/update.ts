import type { ClientReport } from '../../reports/model/report.ts';
import { meetsGate } from '../scenario/grade.ts';
import type { Cell } from './cells.ts';
import type { Claim } from './claims.ts';
import { EntriesText, type NewEntry } from './entries-text.ts';
import type { Entry } from './expectations.ts';
import { assess, type GateRequest } from './gate.ts';
import { grouped } from './grouped.ts';

export interface Update {
  readonly text: string;
  /** One line for each change, for the person who has to look at it. */
  readonly changes: readonly string[];
}

type Client = Omit<ClientReport, 'gate' | 'apart'>;

/**
 * The text of an expectations file, changed as little as makes it true of what was played: what is bad and has no
 * entry gets one, what is no longer so goes, a new symptom takes the place of the old. Reasons and comments stay;
 * the flaky list, and what has expired or holds for another version, are for a person to decide.
 *
 * @param text null: there is no file yet
 * @param reason what the new entries give as their reason
 */
export function updateExpectations(
  text: string | null,
  client: Client,
  request: GateRequest & { readonly reason: string },
): Update {
  const file = new EntriesText(text);
  const { cells, claims, lost } = assess(client, request);
  const byEntry = grouped(
    claims.filter(({ entry }) => entry.kind === 'known'),
    ({ entry }) => entry,
  );
  for (const entry of lost) if (!byEntry.has(entry)) file.keepCases(entry, knownCases(entry, request));
  for (const [entry, all] of byEntry) mendEntry(file, entry, all, lost.includes(entry));
  const claimed = new Set(claims.map(({ cell }) => cell));
  for (const all of cells.values()) {
    const bad = all.filter((cell) => !claimed.has(cell) && !meetsGate(cell.verdict, request.gate));
    for (const one of entriesFor(bad, all)) file.add({ ...one, reason: request.reason });
  }
  return { text: file.text, changes: file.changes };
}

/** What of it exists, although none of that was played this time. */
function knownCases({ cases, ...entry }: Entry, { catalogue }: GateRequest): string[] {
  const known = catalogue.idsOf(entry).flatMap((id) => catalogue.casesOf(id));
  return (cases ?? []).filter((name) => known.includes(name));
}

/** @param lost some of what it speaks of does not exist */
function mendEntry(file: EntriesText, entry: Entry, claims: readonly Claim[], lost: boolean): void {
  const wrong = claims.filter(({ holds }) => !holds);
  if (wrong.length === 0 && !lost) return;
  const right = claims.filter(({ holds }) => holds).map(({ cell }) => cell);
  const changed = wrong.flatMap((claim) =>
    !claim.holds && claim.as === 'changed-symptom' ? [claim.cell] : [],
  );
  const outcomes = new Set(changed.map(({ outcome }) => outcome));
  const [outcome] = outcomes;
  if (!lost && changed.length === claims.length && outcomes.size === 1 && outcome != null && !entry.isGlob) {
    file.setOutcome(entry, outcome);
    return;
  }
  if (entry.isGlob) {
    file.remove(entry);
    for (const [, some] of grouped(right, ({ id }) => id))
      for (const one of entriesFor(some, some)) file.add({ ...like(entry), ...one });
  } else file.keepCases(entry, entry.cases === null ? [] : right.map(({ name }) => name));
  for (const [, some] of grouped(changed, ({ id }) => id))
    for (const one of entriesFor(some, [])) file.add({ ...like(entry), ...one });
}

function like({
  reason,
  link,
  version,
  until,
}: Entry): Pick<NewEntry, 'reason' | 'link' | 'version' | 'until'> {
  return { reason, link, version, until };
}

/** One entry for each outcome; it names the cases unless it is about all of them. */
function entriesFor(
  bad: readonly Cell[],
  all: readonly Cell[],
): Pick<NewEntry, 'id' | 'cases' | 'outcome'>[] {
  const applicable = all.filter(({ verdict }) => verdict !== 'not-applicable');
  return [...grouped(bad, ({ outcome }) => outcome)].map(([outcome, cells]) => ({
    id: cells[0]?.id ?? '',
    cases:
      cells.length === applicable.length || cells[0]?.name === ''
        ? null
        : cells.map(({ name }) => name).sort(),
    outcome,
  }));
}
