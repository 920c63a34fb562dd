import type { Attempt, ClientReport, Report, Result } from '../../../reports/model/report.ts';
import { nearest } from '../../scenario/nearest.ts';
import { UsageError } from '../usage-error.ts';

/** One result of a report, or one case of it. */
export interface Recorded {
  readonly report: Report;
  readonly client: ClientReport;
  readonly result: Result;
  /** Null for all cases of the scenario, or for the only one. */
  readonly caseName: string | null;
}

const MOST_NAMES = 5;

/**
 * @param id of a scenario, or `ID#CASE`
 * @param name which client of the report; may be left out when there is one
 * @throws UsageError `no-match` with the nearest names, `which-client` with those of the report
 */
export function findRecorded(report: Report, id: string, name: string | null): Recorded {
  const client = clientOf(report, name);
  const [scenario = '', part] = id.split('#');
  const result = client.results.find((one) => one.id === scenario);
  if (result === undefined) {
    const names = client.results.map((one) => one.id);
    throw unknown(`The report has no result '${scenario}' of ${client.name}.`, scenario, names);
  }
  if (part === undefined) return { report, client, result, caseName: null };
  const names = result.cases.map((one) => one.name);
  if (!names.includes(part)) {
    const all = names.map((one) => `${scenario}#${one}`);
    if (all.length === 0)
      throw new UsageError('no-match', `${scenario} has no cases.`, `Name it without '#${part}'.`);
    throw unknown(`${scenario} has no case '${part}'.`, id, all);
  }
  return { report, client, result, caseName: part };
}

function clientOf({ clients }: Report, name: string | null): ClientReport {
  const names = clients.map((client) => `${client.name} (${client.settings})`).join(', ');
  if (name === null) {
    const [only] = clients;
    if (only === undefined)
      throw new UsageError('which-client', 'The report holds no client.', 'Take another report.');
    if (clients.length === 1) return only;
    throw new UsageError(
      'which-client',
      'The report holds several clients.',
      `Say which with --name: ${names}.`,
    );
  }
  const found = clients.find((client) => client.name === name);
  if (found === undefined)
    throw new UsageError('which-client', `The report holds no client '${name}'.`, `It holds: ${names}.`);
  return found;
}

function unknown(what: string, id: string, names: readonly string[]): UsageError {
  const near = nearest(id, names, MOST_NAMES);
  const some = near.length > 0 ? near : names.slice(0, MOST_NAMES);
  return new UsageError('no-match', what, `The nearest names: ${some.join(', ')}.`);
}

/** What was recorded of one case, its attempts in the order in which they were played. */
export interface RecordedCase {
  readonly name: string;
  readonly outcome: string | null;
  readonly verdict: Result['verdict'];
  readonly reason: string;
  readonly attempts: readonly Attempt[];
}

/**
 * The cases of a result.
 *
 * @param only the name of the one case that was played, where the result does not name it
 */
export function casesOf(result: Result, only: string): RecordedCase[] {
  if (result.cases.length > 0) return result.cases;
  const { outcome, verdict, reason, attempts } = result;
  return [{ name: only, outcome, verdict, reason, attempts }];
}

/** The attempt, from 0, that stands for what was recorded of a case. */
export function decisiveAttempt({ outcome, attempts }: RecordedCase): number {
  const index = attempts.findIndex((attempt) => attempt.cause === null && attempt.outcome === outcome);
  return Math.max(0, index);
}
