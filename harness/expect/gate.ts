import type { ClientReport, Complaint, Gate, Result } from '../../reports/model/report.ts';
import { totalsOf } from '../../reports/model/totals.ts';

type Played = Omit<ClientReport, 'gate' | 'apart'>;

/** Says whether what was played is good enough, and counts apart what is not scored. */
export function withGate(client: Played, run: { readonly complete: boolean }): ClientReport {
  return { ...client, apart: apartOf(client.results), gate: gateOf(client, run) };
}

function gateOf({ results, findings }: Played, { complete }: { complete: boolean }): Gate {
  const complaints: Complaint[] = results
    .filter(({ expected, cause }) => !expected && (complete || cause !== 'interrupted'))
    .map(({ id, verdict, outcome, cause }) => ({
      code: 'unexpected-failure',
      id,
      message: `${id} is ${verdict} (${outcome ?? cause ?? 'no outcome'}), and nothing expects that.`,
      file: null,
      line: null,
    }));
  for (const { code, message } of findings)
    complaints.push({ code: 'finding', id: null, message: `${message} (${code})`, file: null, line: null });
  if (!results.some(isJudged))
    complaints.push({
      code: 'nothing-judged',
      id: null,
      message: 'Nothing at all could be judged, and nothing is no success. `ctcpspec doctor` says why.',
      file: null,
      line: null,
    });
  return { met: complaints.length === 0, expectations: null, complaints };
}

function isJudged({ verdict }: Result): boolean {
  return verdict === 'pass' || verdict === 'fail' || verdict === 'warn' || verdict === 'info';
}

function apartOf(results: readonly Result[]): ClientReport['apart'] {
  const suites = new Set(results.filter(({ scored }) => !scored).map(({ suite }) => suite));
  return [...suites].map((name) => ({
    name,
    totals: totalsOf(results.filter(({ scored, suite }) => !scored && suite === name)),
  }));
}
