import type { Complaint } from '../../reports/model/report.ts';
import { didYouMean } from '../scenario/nearest.ts';
import type { Cell } from './cells.ts';
import type { Claim } from './claims.ts';
import type { Entry, Expectations } from './expectations.ts';

/** The sentences of the gate: each says what is wrong and which line to change. */

export function unexpectedFailure(cell: Cell, expectations: Expectations | null): Complaint {
  const what = `${cell.key} ${cameTo(cell)}`;
  if (expectations === null)
    return complaint(
      'unexpected-failure',
      cell.key,
      `${what}. Mend the client, or gate with --expect FILE and say there why it is so.`,
    );
  const cases = cell.name === '' ? '' : `, cases: [${cell.name}]`;
  const outcome = cell.outcome === null ? '' : `, outcome: ${cell.outcome}`;
  return {
    ...complaint(
      'unexpected-failure',
      cell.key,
      `${what}, and no entry expects that. Mend the client, or add under 'known:': - { id: ${cell.id}${cases}${outcome}, reason: '…' }`,
    ),
    file: expectations.file,
  };
}

/** Of a client that answers no query at all. */
export function answersNothing(cells: readonly Cell[]): Complaint {
  const count = new Set(cells.map(({ id }) => id)).size;
  return complaint(
    'unexpected-failure',
    null,
    `${count === 1 ? 'One scenario' : `${count} scenarios`} could not be judged, because this client answers no CTCP query. ` +
      'If that is on purpose, say so in its profile (replies: none); if not, `ctcpspec doctor` shows which step fails.',
  );
}

export function departure(claim: Extract<Claim, { holds: false }>, file: string): Complaint {
  const { entry, cell, as } = claim;
  // An entry without cases speaks of the scenario, whichever case shows it.
  const key = entry.cases === null && as !== 'changed-symptom' ? cell.id : cell.key;
  const at = (message: string): Complaint => atEntry(as, entry, file, key, message);
  const expected = entry.outcome === null ? 'to be bad' : `to come to '${entry.outcome}'`;
  const others = (entry.cases?.length ?? 1) > 1 || entry.isGlob;
  switch (as) {
    case 'unexpected-pass': {
      const is = cell.verdict === 'pass' ? 'passes now' : `is no more than ${cell.verdict} now`;
      const mend = entry.isGlob
        ? `Make the glob '${entry.id}' narrower`
        : others
          ? `Take '${cell.name}' out of its cases`
          : 'Take the entry out';
      return at(`${key} ${is}, and is expected ${expected}. ${mend}, so that it stays mended.`);
    }
    case 'changed-symptom':
      return at(
        `${cell.key} ${cameTo(cell)}, and is expected ${expected}. Look at what changed; if it is to stay, ` +
          (others ? `give '${cell.key}' an entry with` : 'write') +
          ` outcome: ${cell.outcome ?? '…'}`,
      );
    case 'judges-nothing':
      return at(
        `${key} is not applicable to this client (${cell.why ?? 'nothing was played'}), so that nothing is expected of it. Take ${others && !entry.isGlob ? `'${cell.name}' out of its cases` : 'the entry out'}.`,
      );
  }
}

export function matchesNothing(entry: Entry, file: string, names: readonly string[]): Complaint {
  const what = entry.isGlob ? `no scenario matches '${entry.id}'` : `there is no scenario '${entry.id}'`;
  return atEntry('matches-nothing', entry, file, null, `${what}. ${didYouMean(entry.id, names)}`);
}

export function unknownCase(entry: Entry, file: string, name: string, cases: readonly string[]): Complaint {
  const mend = cases.length === 0 ? "It has no cases: take 'cases' out." : didYouMean(name, cases);
  return atEntry('matches-nothing', entry, file, null, `${entry.id} has no case '${name}'. ${mend}`);
}

export function expired(entry: Entry, file: string, bad: boolean): Complaint {
  const now = bad
    ? 'It is still as it was: mend the client, or give the entry a later day.'
    : 'Take it out, or give it a later day.';
  return atEntry(
    'expired',
    entry,
    file,
    null,
    `the entry for '${entry.id}' held until ${entry.until ?? ''}. ${now}`,
  );
}

export function versionUnknown(entry: Entry, file: string, said: string | null): Complaint {
  const why =
    said === null
      ? 'this client says no version'
      : `there is no number in '${said}', which this client calls its version`;
  return atEntry(
    'version-unknown',
    entry,
    file,
    null,
    `the entry for '${entry.id}' holds for version ${entry.version ?? ''}, and ${why}. Give it with --client-version.`,
  );
}

export function tooManyFlaky(entry: Entry, file: string, count: number, most: number): Complaint {
  return atEntry(
    'too-many-flaky',
    entry,
    file,
    null,
    `the flaky entries cover ${count} scenarios, and ${most} are the most that a gate can stand. Mend some, or expect them as 'known'.`,
  );
}

function cameTo({ verdict, outcome }: Cell): string {
  return outcome === null ? `is ${verdict}` : `is ${verdict}: '${outcome}'`;
}

function atEntry(
  code: Complaint['code'],
  { line }: Entry,
  file: string,
  id: string | null,
  message: string,
): Complaint {
  return { code, id, message, file, line };
}

function complaint(code: Complaint['code'], id: string | null, message: string): Complaint {
  return { code, id, message, file: null, line: null };
}
