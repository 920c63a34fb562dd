import type { Attempt, CaseResult, Result } from '../model/report.ts';
import { evidenceSentence, notApplicableReasonSentence } from '../wording.ts';
import { curveList } from './curves.ts';
import { html, type Html } from './escape.ts';
import { measurementList } from './facts.ts';
import { transcript } from './transcript.ts';
import { verdictBadge } from './verdict-badge.ts';

export interface PlayedOptions {
  readonly hex: boolean;
}

/** The cases of a result, each a line that opens on its own transcripts. */
export function caseList(result: Result, options: PlayedOptions): Html | false {
  if (result.cases.length === 0) return false;
  // The one that the verdict speaks of is what the reader came for.
  const worst = result.cases.find(
    ({ verdict, outcome }) => verdict === result.verdict && outcome === result.outcome,
  );
  return html`<h2>Cases</h2>
    <div class="cases">${result.cases.map((one) => caseItem(one, result, one === worst, options))}</div>`;
}

function caseItem(one: CaseResult, result: Result, open: boolean, options: PlayedOptions): Html {
  return html`<details class="case v-${one.verdict}" data-case="${one.name}" ${open && html` open`}>
    <summary>
      ${verdictBadge(one.verdict)}<span class="id" translate="no">${one.name}</span
      ><span class="did">${one.reason}${one.flaky && html` <span class="mark">flaky</span>`}</span
      ><span class="outcome" translate="no">${one.outcome ?? 'no outcome'}<span> ${one.class}</span></span>
    </summary>
    <div class="body">
      ${one.notApplicable !== null && html`<p>${notApplicableReasonSentence(one.notApplicable)}</p>`}
      ${attemptList(one.attempts, { ...options, label: `${result.id}, case ${one.name}`, known: result.evidence })}
    </div>
  </details>`;
}

/**
 * Each attempt with its transcript; a single one goes without a heading. `known` is the evidence that the
 * result has explained already.
 */
export function attemptList(
  attempts: readonly Attempt[],
  options: PlayedOptions & { readonly label: string; readonly known: Result['evidence'] },
): Html[] {
  return attempts.map((attempt, index) => {
    const name = `Attempt ${index + 1} of ${attempts.length}`;
    return html`<div class="attempt">
      ${attempts.length > 1 && html`<h3 class="which">${name}: ${attempt.outcome ?? 'no outcome'}${attempt.fresh && ', on a fresh client'}</h3>`}
      ${(attempt.evidence !== options.known || attempt.evidence === 'timed') && html`<p class="evidence">${evidenceSentence(attempt)}</p>`}
      ${transcript(attempt.transcript, { hex: options.hex, label: `Transcript of ${options.label}, ${name.toLowerCase()}` })}
      ${curveList(attempt.curves)} ${measurementList(attempt.measurements)}
    </div>`;
  });
}
