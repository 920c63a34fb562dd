import type { ClientReport, Report, Result } from '../model/report.ts';
import { regrade } from '../regrade.ts';
import { cellsOf, type Cell } from './cells.ts';
import { changeBetween } from './change.ts';
import { changeKinds, type Change, type ComparedClient, type Comparison } from './comparison.ts';
import { doubtsAbout } from './doubts.ts';
import { pairClients, type ClientPair } from './pair-clients.ts';

/** A report, and what messages call it. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

export interface CompareOptions {
  /** Earlier names of scenarios with the names that they have now. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Of the ctcpspec that compares. */
  readonly toolVersion: string;
}

/**
 * What changed from one report to another. Both are graded by the standard of the new one, and compared case by case.
 */
export function compareReports(
  old: NamedReport,
  now: NamedReport,
  { aliases, toolVersion }: CompareOptions,
): Comparison {
  const { standard } = now.report.suite;
  const before = old.report.suite.standard === standard ? old.report : regrade(old.report, standard);
  const rename = (id: string): string => aliases.get(id) ?? id;
  const { pairs, warnings } = pairClients(before.clients, now.report.clients);
  const clients = pairs.map((pair) => comparePair(pair, rename));
  const worse = clients.flatMap(({ changes }) => changes).filter((change) => change.worse).length;
  const lostClients = pairs.flatMap((pair) =>
    pair.new === null && pair.old !== null ? [`${pair.old.name} (${pair.old.settings})`] : [],
  );
  return {
    schemaVersion: 1,
    tool: { name: 'ctcpspec', version: toolVersion },
    standard,
    old: runOf(old),
    new: runOf(now),
    warnings: [...doubtsAbout(old.report, now.report, rename), ...warnings],
    clients,
    gate: { met: worse === 0 && lostClients.length === 0, worse, lostClients },
  };
}

function runOf({ file, report: { run, suite, tool } }: NamedReport): Comparison['old'] {
  return {
    file,
    startedAt: run.startedAt,
    tool: tool.version,
    suiteHash: suite.hash,
    standard: suite.standard,
    complete: run.complete,
  };
}

function comparePair(pair: ClientPair, rename: (id: string) => string): ComparedClient {
  const both = { old: sideOf(pair.old), new: sideOf(pair.new) };
  // A client that only one report has is said to be so; its scenarios one by one would say nothing more.
  if (pair.old === null || pair.new === null) return { ...both, unchanged: 0, changes: [] };
  const olds = resultsById(pair.old, rename);
  const news = resultsById(pair.new, rename);
  const changes: Change[] = [];
  let unchanged = 0;
  for (const id of new Set([...olds.keys(), ...news.keys()])) {
    const cells = cellsOfBoth(id, olds.get(id), news.get(id));
    for (const { before, after } of cells) {
      const change = changeOf(before, after);
      if (change === null) unchanged += 1;
      else changes.push(change);
    }
  }
  return { ...both, unchanged, changes: changes.sort(inOrder) };
}

function sideOf(client: ClientReport | null): ComparedClient['old'] {
  return client === null ? null : { name: client.name, version: client.version, settings: client.settings };
}

function resultsById({ results }: ClientReport, rename: (id: string) => string): Map<string, Result> {
  return new Map(results.map((result) => [rename(result.id), result]));
}

/** Cases are compared where both have some; where a scenario came by its cases or lost them, it is taken whole. */
function cellsOfBoth(
  id: string,
  old: Result | undefined,
  now: Result | undefined,
): { before: Cell | undefined; after: Cell | undefined }[] {
  const whole =
    old === undefined || now === undefined || (old.cases.length === 0) !== (now.cases.length === 0);
  const byCase = (result: Result | undefined): Map<string | null, Cell> =>
    new Map((result === undefined ? [] : cellsOf(result, id, whole)).map((cell) => [cell.case, cell]));
  const olds = byCase(old);
  const news = byCase(now);
  return [...new Set([...olds.keys(), ...news.keys()])].map((name) => ({
    before: olds.get(name),
    after: news.get(name),
  }));
}

function changeOf(before: Cell | undefined, after: Cell | undefined): Change | null {
  const cell = after ?? before;
  if (cell === undefined) return null;
  const common = {
    id: cell.id,
    oldId: before !== undefined && before.ownId !== cell.id ? before.ownId : null,
    case: cell.case,
    title: cell.title,
    old: before?.seen ?? null,
    new: after?.seen ?? null,
  };
  if (before === undefined) return { kind: 'new', worse: false, ...common };
  if (after === undefined) return { kind: 'gone', worse: true, ...common };
  const change = changeBetween(before, after);
  return change === null ? null : { ...change, ...common };
}

function inOrder(a: Change, b: Change): number {
  const byKind = changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `quoting/x` or `quoting/x#case`. */
export function keyOf({ id, case: name }: Pick<Change, 'id' | 'case'>): string {
  return name === null ? id : `${id}#${name}`;
}
