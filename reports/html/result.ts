import { meetsGate } from '../../harness/scenario/grade.ts';
import type { Report, Result } from '../model/report.ts';
import { verdictLabel } from '../wording.ts';
import { resultAddress } from './address.ts';
import { caseList } from './cases.ts';
import { html, type Html } from './escape.ts';
import { resultFacts } from './facts.ts';
import { outcomeList } from './outcomes.ts';
import { otherAttempts } from './other-attempts.ts';
import { ruleText } from './rule.ts';
import { transcript } from './transcript.ts';
import { verdictBadge } from './verdict-badge.ts';

export interface ResultPlace {
  readonly report: Report;
  /** From 0. */
  readonly client: number;
}

/** One result: a line that opens. Everything is in the page from the start, for reading without a script. */
export function resultItem(result: Result, { report, client }: ResultPlace): Html {
  const address = resultAddress(result.id, client, report.clients.length);
  const several = report.clients.length > 1;
  return html`<details
    class="result v-${result.verdict}"
    id="${address}"
    data-verdict="${result.verdict}"
    data-area="${result.area}"
    data-level="${result.level}"
    data-evidence="${result.evidence ?? 'none'}"
    data-client="${client}"
  >
    <summary>
      ${verdictBadge(result.verdict)}<span class="what"
        ><h4>${result.title}</h4>
        <span class="id" translate="no">${result.id}</span
        >${several && html` <span class="mark">${report.clients[client]?.name}</span>`}${marks(result, report)}</span
      >
      <span class="level"
        >${result.level === 'NONE' ? 'no rule' : result.level}<span> ${result.basis}</span></span
      >
    </summary>
    <div class="body">
      <dl class="statement">
        <div>
          <dt>What the client did</dt>
          <dd>${sentence(result.reason)}</dd>
        </div>
        <div>
          <dt>Expected</dt>
          <dd>${sentence(result.expectation)}</dd>
        </div>
        ${
          result.hint !== null &&
          html`<div class="hint">
            <dt>What to do</dt>
            <dd>${sentence(result.hint)}</dd>
          </div>`
        }
      </dl>
      ${caseList(result)} ${mainTranscript(result)} ${otherAttempts(result)}
      <div class="columns">
        <div>${ruleText(result, report)}${outcomeList(result)}</div>
        <div>${resultFacts(result, report)}</div>
      </div>
      ${replay(result, address)}
    </div>
  </details> `;
}

/** Whether a verdict was expected is said only where it is not what the gate alone would make of it. */
function marks(result: Result, report: Report): Html[] {
  const marks: Html[] = [];
  const { times, of } = result.seen;
  if (result.flaky) marks.push(html` <span class="mark">flaky</span>`);
  if (of > 1 || result.flaky) marks.push(html` <span class="mark">${times} of ${of}</span>`);
  if (result.evidence === 'timed') marks.push(html` <span class="mark">timed</span>`);
  const plainly = meetsGate(result.verdict, report.run.gate);
  if (result.expected !== plainly)
    marks.push(html` <span class="mark">${plainly ? 'unexpected' : 'expected'}</span>`);
  if (result.suite !== 'built-in') marks.push(html` <span class="mark">${result.suite}</span>`);
  return marks;
}

/** The cases show their own transcripts, so the deciding one of theirs is not repeated. */
function mainTranscript(result: Result): Html | false {
  const shown = result.cases.flatMap((one) =>
    one.attempts.map((attempt) => JSON.stringify(attempt.transcript)),
  );
  if (result.transcript.length === 0 || shown.includes(JSON.stringify(result.transcript))) return false;
  return html`<h5>What went over the wire</h5>
    ${transcript(result.transcript, `Transcript of ${result.id}`)}`;
}

function replay(result: Result, address: string): Html {
  return html`<h5>Play it again</h5>
    <div class="replay">
      <code dir="ltr" translate="no">${result.replay}</code>
      <button type="button" data-copy hidden>
        Copy<span class="unseen"> the command for ${result.id}</span>
      </button>
    </div>
    <p class="end">
      <a href="#${address}">Link to this result</a> · ${verdictLabel[result.verdict]} ·
      <span class="id">${result.file}:${result.line}</span>
    </p>`;
}

/** Texts of scenarios are often half a sentence; here they stand alone. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return trimmed === '' || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
