import { meetsGate } from '../../harness/scenario/grade.ts';
import type { CaseResult, ClientReport, Complaint, Report, Result, Verdict } from '../model/report.ts';
import { totalsOf } from '../model/totals.ts';

type Case0 = Omit<CaseResult, 'expected' | 'entry' | 'scored'>;
type Result0 = Omit<Result, 'entry' | 'scored' | 'cases'> & { readonly cases: readonly Case0[] };
type Client0 = Omit<ClientReport, 'choice' | 'apart' | 'gate' | 'results'> & {
  readonly results: readonly Result0[];
};
type Run0 = Omit<Report['run'], 'suites' | 'requirements' | 'shard' | 'timeoutMs' | 'window'>;

/** A report as it was before it knew of expectations, of what is not scored, and of what its gate said. */
export type Report0 = Omit<Report, 'schemaVersion' | 'run' | 'clients'> & {
  readonly schemaVersion: 0;
  readonly run: Run0;
  readonly clients: readonly Client0[];
};

const OURS = 'built-in';
/** Such a report does not tell its deadline; this was the default. */
const TIMEOUT_MS = 20_000;

/** @param report checked against report-0.schema.json */
export function from0(report: Report0): Report {
  const suites = report.clients.flatMap(({ results }) => results.map(({ suite }) => suite));
  return {
    ...report,
    schemaVersion: 1,
    run: {
      ...report.run,
      suites: [...new Set(suites)].filter((suite) => suite !== OURS),
      requirements: null,
      shard: null,
      timeoutMs: TIMEOUT_MS,
      window: null,
    },
    clients: report.clients.map((client) => clientFrom0(client, report.run)),
  };
}

function clientFrom0(client: Client0, run: Run0): ClientReport {
  const results = client.results.map((result) => resultFrom0(result, run));
  const others = new Set(results.filter(({ scored }) => !scored).map(({ suite }) => suite));
  const complaints = [...results.flatMap(complaintOf), ...wholeComplaints(client)];
  return {
    ...client,
    choice: {
      profile: client.profile,
      profileFile: null,
      exec: client.profile === null ? client.command : null,
    },
    totals: totalsOf(results.filter(({ scored }) => scored)),
    apart: [...others].map((name) => ({
      name,
      totals: totalsOf(results.filter(({ suite }) => suite === name)),
    })),
    gate: { met: complaints.length === 0, expectations: null, complaints },
    results,
  };
}

function resultFrom0(result: Result0, { gate }: Run0): Result {
  const cases = result.cases.map((one) => ({
    ...one,
    expected: meetsGate(one.verdict, gate),
    entry: null,
    scored: true,
  }));
  return { ...result, cases, entry: null, scored: result.suite === OURS };
}

function complaintOf({ id, expected, cause, outcome, verdict }: Result): Complaint[] {
  if (expected || cause === 'interrupted') return [];
  const message = `${id} is ${verdict} (${outcome ?? cause ?? 'no outcome'}), and nothing expects that.`;
  return [{ code: 'unexpected-failure', id, message, file: null, line: null }];
}

function wholeComplaints({ findings, results }: Client0): Complaint[] {
  const judged: readonly Verdict[] = ['pass', 'fail', 'warn', 'info'];
  const complaints = findings.map(({ code, message }): Complaint => ({
    code: 'finding',
    id: null,
    message: `${message} (${code})`,
    file: null,
    line: null,
  }));
  if (results.some(({ verdict }) => judged.includes(verdict))) return complaints;
  const message = 'Nothing at all could be judged, and nothing is no success.';
  return [...complaints, { code: 'nothing-judged', id: null, message, file: null, line: null }];
}
