import { BUILT_IN } from '../harness/scenario/model.ts';
import type { CaseResult, ClientReport, Complaint, Result } from './model/report.ts';
import { wasNotPlayed } from './unplayed.ts';
import { inconclusiveSentence, notApplicableReasonSentence } from './wording.ts';

/**
 * Where one result, or one case of it, stands with the gate: `unmet` speaks against the client, `fault` is one of
 * the harness; `skipped` says nothing either way, with the reason in one sentence; the rest is `met`.
 */
export type Standing =
  | { readonly kind: 'met' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'unmet' | 'fault'; readonly complaints: readonly Complaint[] };

/** One thing that was judged: a result without cases, or a case. */
export interface Judged {
  /** The id of the scenario, with `#CASE` for a case: stable for ever. */
  readonly key: string;
  readonly result: Result;
  readonly one: CaseResult | null;
  readonly standing: Standing;
}

/** Everything that was judged of a client, and the complaints of the gate that belong to none of it. */
export function standingsOf(client: ClientReport): { judged: Judged[]; others: Complaint[] } {
  const judged = client.results.flatMap((result): Judged[] => {
    const whole: Judged = { key: result.id, result, one: null, standing: standingOf(client, result, null) };
    const cases = result.cases.map((one): Judged => {
      return { key: `${result.id}#${one.name}`, result, one, standing: standingOf(client, result, one) };
    });
    // What speaks against the scenario must not get lost where no case of it does.
    const isTold = cases.some(({ standing }) => isAgainst(standing)) || !isAgainst(whole.standing);
    return cases.length > 0 && isTold ? cases : [whole, ...cases];
  });
  const told = new Set(
    judged.flatMap(({ standing }) => ('complaints' in standing ? standing.complaints : [])),
  );
  return { judged, others: client.gate.complaints.filter((complaint) => !told.has(complaint)) };
}

const isAgainst = ({ kind }: Standing): boolean => kind === 'unmet' || kind === 'fault';

function standingOf(client: ClientReport, result: Result, one: CaseResult | null): Standing {
  const { expected, entry, verdict, notApplicable } = one ?? result;
  const ids = one === null ? [result.id] : [`${result.id}#${one.name}`, result.id];
  const complaints = client.gate.complaints.filter(({ id }) => id !== null && ids.includes(id));
  const isUngated = !result.scored && result.suite === BUILT_IN;
  if (isUngated && isWanting(verdict) && complaints.length === 0)
    return { kind: 'skipped', why: `${verdict}, and newer than the requirements that are scored` };
  if (!expected) {
    // A complaint about the whole scenario is about the cases that were played.
    if (!complaints.some(({ id }) => id === ids[0]) && wasNotPlayed(result, one))
      return { kind: 'skipped', why: inconclusiveSentence('interrupted') };
    return { kind: verdict === 'harness-error' ? 'fault' : 'unmet', complaints };
  }
  if (entry !== null && (entry.kind === 'flaky' || isWanting(verdict))) {
    const link = entry.link === null ? '' : ` (${entry.link})`;
    return {
      kind: 'skipped',
      why: `${verdict}, ${entry.kind}: ${entry.reason}${link}, ${entry.file}:${entry.line}`,
    };
  }
  if (verdict === 'not-applicable') {
    return {
      kind: 'skipped',
      why: notApplicable === null ? result.reason : notApplicableReasonSentence(notApplicable),
    };
  }
  return { kind: 'met' };
}

const isWanting = (verdict: Result['verdict']): boolean =>
  verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive' || verdict === 'harness-error';
