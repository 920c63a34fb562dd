import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import picomatch from 'picomatch';
import { validRange } from 'semver';
import { InputError, type Problem } from '../scenario/input-error.ts';
import { SchemaCheck } from '../scenario/schema-check.ts';
import { YamlDocument } from '../scenario/yaml-document.ts';
import { ExpectationsFile, type EntryData, type ExpectationsData } from './schema.ts';

/** One entry of an expectations file. */
export interface Entry {
  readonly kind: 'known' | 'flaky';
  /** An id, an alias or a glob of them. */
  readonly id: string;
  readonly isGlob: boolean;
  /** Null: whichever cases of the scenario are bad. */
  readonly cases: readonly string[] | null;
  /** The name of an outcome, or the cause of an inconclusive result; null: any. */
  readonly outcome: string | null;
  readonly reason: string;
  readonly link: string | null;
  readonly version: string | null;
  readonly until: string | null;
  readonly line: number;
  /** Its place in its list, from 0. */
  readonly index: number;
}

export interface Expectations {
  /** The path as it is shown. */
  readonly file: string;
  readonly entries: readonly Entry[];
}

export const NO_ENTRIES: readonly Entry[] = [];

/** @throws InputError with every problem, each with file, line, column and mend */
export async function loadExpectations(path: string): Promise<Expectations> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new InputError([
      {
        file: path,
        line: 1,
        column: 1,
        message: `this file of expectations cannot be read (${code})`,
        mend: 'Name an existing file, or let --update-expect write it.',
      },
    ]);
  }
  return parseExpectations(shownPath(path), text);
}

/** How a path is shown in complaints: relative where that is shorter. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

let check: SchemaCheck | null = null;

/** @throws InputError as `loadExpectations` does */
export function parseExpectations(file: string, text: string): Expectations {
  const document = new YamlDocument(file, text);
  // A file of comments alone is an empty one.
  if (document.value === null) return { file, entries: [] };
  check ??= new SchemaCheck(ExpectationsFile);
  const verdict = check.check(document);
  if (verdict.problems.length > 0) throw new InputError(verdict.problems);
  const { known = [], flaky = [] } = document.value as ExpectationsData;
  const entries = [
    ...known.map((data, index) => entryOf('known', data, index, document)),
    ...flaky.map((data, index) => entryOf('flaky', data, index, document)),
  ];
  const problems = entries.flatMap((entry) => problemsOf(entry, entries, document));
  if (problems.length > 0) throw new InputError(problems);
  return { file, entries };
}

function entryOf(kind: Entry['kind'], data: EntryData, index: number, document: YamlDocument): Entry {
  return {
    kind,
    id: data.id,
    isGlob: picomatch.scan(data.id).isGlob,
    cases: data.cases ?? null,
    outcome: data.outcome ?? null,
    reason: data.reason,
    link: data.link ?? null,
    version: data.version ?? null,
    until: data.until ?? null,
    line: document.line([kind, index]),
    index,
  };
}

function problemsOf(entry: Entry, all: readonly Entry[], document: YamlDocument): Problem[] {
  const { kind, index, version, until } = entry;
  const problems: Problem[] = [];
  if (version !== null && validRange(version) === null)
    problems.push(
      document.problem(
        [kind, index, 'version'],
        `'${version}' is not a range of versions`,
        "Write one such as '<2.1', '>=1.4 <1.6' or '1.4.x'.",
      ),
    );
  if (until !== null && !isDay(until))
    problems.push(
      document.problem([kind, index, 'until'], `there is no day ${until}`, 'Write a day such as 2027-03-31.'),
    );
  const twin = all.find((other) => other !== entry && isBefore(other, entry) && overlaps(other, entry));
  if (twin !== undefined)
    problems.push(
      document.problem(
        [kind, index],
        `'${entry.id}' has an entry already, on line ${twin.line}`,
        'Make them one, or give each its own cases or versions.',
      ),
    );
  return problems;
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.kind === other.kind ? one.index < other.index : one.kind === 'known';
}

/** Which of two entries speaks for a case must never be a matter of their order. */
function overlaps(one: Entry, other: Entry): boolean {
  if (one.id !== other.id || one.version !== other.version) return false;
  if (one.cases === null || other.cases === null) {
    return (
      one.cases === other.cases &&
      (one.outcome === null || other.outcome === null || one.outcome === other.outcome)
    );
  }
  return one.cases.some((name) => other.cases?.includes(name));
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
