import type { CaseResult, ClientReport, ExpectationEntry, Finding, Report, Result } from '../model/report.ts';

/**
 * The lines of `report.jsonl`. Each is an object with a `type`; `client` is the place of the client in the report,
 * from 0. While a run goes on they come as things happen; what is known only at its end stands in `end`.
 */

type KnownAtEnd = 'durationMs' | 'jobs' | 'complete' | 'endedBy';

/** What is known of a report before anything is played. */
export interface StartOfReport extends Pick<Report, 'schemaVersion' | 'tool' | 'suite'> {
  readonly run: Omit<Report['run'], KnownAtEnd>;
}

/** `start`: what is known of a run before it begins. */
export function startLine({ schemaVersion, tool, suite, run }: StartOfReport): string {
  const { startedAt, seed, gate, filters, suites, requirements, shard, timeoutMs, window, platform, node } =
    run;
  return line('start', {
    schemaVersion,
    tool,
    suite,
    run: { startedAt, seed, gate, filters, suites, requirements, shard, timeoutMs, window, platform, node },
  });
}

/** `client`: it is about to be started. */
export function clientLine(
  index: number,
  {
    name,
    profile,
    command,
    choice,
    settings,
  }: Pick<ClientReport, 'name' | 'profile' | 'command' | 'choice' | 'settings'>,
): string {
  return line('client', { client: index, name, profile, command, choice, settings });
}

/** `discovery`: what was found out about it before the first scenario. */
export function discoveryLine(index: number, discovery: NonNullable<ClientReport['discovery']>): string {
  return line('discovery', { client: index, version: discovery.version, discovery });
}

/** `result`: all that is known of it but `expected` and `entry`, which the gate decides when everything is played. */
export function resultLine(index: number, result: Result): string {
  const cases = result.cases.map((one) => without(one, ['expected', 'entry']));
  const { id, ...rest } = without(result, ['expected', 'entry']);
  return line('result', { client: index, id, ...rest, cases });
}

/** `finding`: something about the client as a whole. */
export function findingLine(index: number, finding: Finding): string {
  return line('finding', { client: index, ...finding });
}

/** `end`: how the run ended, with the totals and the gate of each client, and what is expected of its results. */
export function endLine({ run, clients }: Pick<Report, 'run' | 'clients'>): string {
  const { durationMs, jobs, complete, endedBy } = run;
  return line('end', {
    run: { durationMs, jobs, complete, endedBy },
    clients: clients.map(({ name, version, totals, apart, gate, results }) => {
      const standings = results.flatMap(standingsOf);
      return {
        name,
        version,
        totals,
        apart,
        gate,
        unexpected: standings.filter(({ expected }) => !expected).map(({ id }) => id),
        entries: standings.flatMap(({ id, entry }) => (entry === null ? [] : [{ id, entry }])),
      };
    }),
  });
}

/** The same lines, made later from a report: results in its order and not in the one in which they came in. */
export function jsonlReport(report: Report): string {
  const clients = report.clients.flatMap((client, index) => [
    clientLine(index, client),
    ...(client.discovery === null ? [] : [discoveryLine(index, client.discovery)]),
    ...client.results.map((result) => resultLine(index, result)),
    ...client.findings.map((finding) => findingLine(index, finding)),
  ]);
  return [startLine(report), ...clients, endLine(report)].join('');
}

function standingsOf({ id, expected, entry, cases }: Result): {
  id: string;
  expected: boolean;
  entry: ExpectationEntry | null;
}[] {
  const ofCases = cases.map((one: CaseResult) => ({
    id: `${id}#${one.name}`,
    expected: one.expected,
    entry: one.entry,
  }));
  return [{ id, expected, entry }, ...ofCases];
}

function without<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Omit<T, K> {
  const left = { ...value };
  for (const key of keys) Reflect.deleteProperty(left, key);
  return left;
}

// What JSON lets stand in a string although a terminal, or a reader of lines, would act on it.
const unseen = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/g;

function line(type: string, value: object): string {
  const text = JSON.stringify({ type, ...value });
  return `${text.replace(unseen, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
