import type { ClientReport, Result, Verdict } from '../../../reports/model/report.ts';
import { totalsOf } from '../../../reports/model/totals.ts';
import { sampleClient, sampleReport } from '../../../reports/testing/sample-report.ts';
import { caseResult, result } from '../../../reports/testing/sample-result.ts';
import { exitCodeOf, type ExitCode } from '../../cli/exit-code.ts';
import { Catalogue } from '../catalogue.ts';
import { parseExpectations } from '../expectations.ts';
import { withGate, type GateRequest } from '../gate.ts';

/** Results that a gate can look at, made up. */

/** `fail crashes`, `pass`, `inconclusive control-lost`, `not-applicable declined`. */
export function played(id: string, what: string, overrides: Partial<Result> = {}): Result {
  const [verdict = 'pass', outcome = verdict === 'pass' ? 'conforms' : undefined] = what.split(' ');
  return result({ id, ...parts(verdict as Verdict, outcome), ...overrides });
}

/** A scenario with several cases; its own verdict is that of the first one, which has to be the worst. */
export function playedCases(id: string, cases: Readonly<Record<string, string>>): Result {
  const all = Object.entries(cases).map(([name, what]) => {
    const [verdict = 'pass', outcome = verdict === 'pass' ? 'conforms' : undefined] = what.split(' ');
    const { cause = null, ...rest } = parts(verdict as Verdict, outcome);
    const one = caseResult({ name, ...rest });
    return { ...one, attempts: one.attempts.map((attempt) => ({ ...attempt, cause })) };
  });
  return played(id, Object.values(cases)[0] ?? 'pass', { cases: all });
}

function parts(
  verdict: Verdict,
  outcome: string | undefined,
): Partial<Pick<Result, 'cause' | 'notApplicable'>> & Pick<Result, 'verdict' | 'outcome'> {
  if (verdict === 'inconclusive')
    return { verdict, outcome: null, cause: (outcome ?? 'control-lost') as Result['cause'] };
  if (verdict === 'not-applicable')
    return { verdict, outcome: null, notApplicable: (outcome ?? 'declined') as Result['notApplicable'] };
  return { verdict, outcome: outcome ?? null };
}

export interface Gated {
  readonly client: ClientReport;
  readonly exit: ExitCode;
  /** `expect.yaml:3: sentence` */
  readonly says: readonly string[];
  readonly codes: readonly string[];
}

/** Looks at results by an expectations file, as `run --expect` does on 21 November 2026. */
export function gated(
  results: readonly Result[],
  yaml: string | null,
  more: Partial<GateRequest> & { version?: string | null } = {},
): Gated {
  const { version = 'quillchat 0.9.2', ...request } = more;
  const played = sampleClient({ results: [...results], totals: totalsOf(results), findings: [], version });
  const client = withGate(played, {
    gate: 'must',
    catalogue: catalogueOf(results),
    expectations: yaml === null ? null : parseExpectations('expect.yaml', yaml),
    clientVersion: null,
    today: '2026-11-21',
    ...request,
  });
  return {
    client,
    exit: exitCodeOf(sampleReport({ clients: [client] })),
    codes: client.gate.complaints.map(({ code }) => code),
    says: client.gate.complaints.map(({ file, line, message }) =>
      line === null ? message : `${file ?? ''}:${line}: ${message}`,
    ),
  };
}

export function catalogueOf(results: readonly Result[]): Catalogue {
  return new Catalogue(
    results.map(({ id, cases }) => ({
      id,
      aliases: [`old/${id.split('/')[1] ?? ''}`],
      cases: (cases.length === 0 ? [{ name: '' }] : cases).map(({ name }) => ({
        name,
        needs: {},
        cast: null,
        values: new Map(),
      })),
    })),
  );
}
