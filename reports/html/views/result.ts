import type { Result } from '../../model/report.ts';
import { counted } from '../../wording.ts';
import { placeAddress, type Place } from '../address.ts';
import { attemptList, caseList } from '../cases.ts';
import type { Collection, LoadedClient } from '../collection.ts';
import { curveList } from '../curves.ts';
import { html, type Html } from '../escape.ts';
import { measurementList, resultFacts } from '../facts.ts';
import { marks } from '../marks.ts';
import { outcomeList } from '../outcomes.ts';
import { ruleText } from '../rule.ts';
import { sentence } from '../sentence.ts';
import { transcript, transcriptLegend } from '../transcript.ts';
import { verdictBadge } from '../verdict-badge.ts';

export interface ResultViewOptions {
  readonly place: Place;
  /** From 0: whose it is. */
  readonly client: number;
  readonly hex: boolean;
  /** Its neighbours in the list that it was opened from. */
  readonly before: string | null;
  readonly after: string | null;
  /** Whether an exchange can be written down as a scenario. */
  readonly asScenario: boolean;
}

/** One result: what was sent, what came, what should have come, and by what rule. */
export function resultView(result: Result, collection: Collection, options: ResultViewOptions): Html | null {
  const of = collection.clients[options.client];
  if (of === undefined) return null;
  return html`<article class="result v-${result.verdict}">
    ${wayBack(options)}
    <h1 tabindex="-1">${result.title}</h1>
    <p class="what">
      ${verdictBadge(result.verdict)} <span class="id" translate="no">${result.id}</span>
      <span class="level"
        >${result.level === 'NONE' ? 'no rule' : result.level}<span> ${result.basis}</span></span
      >${collection.clients.length > 1 && html` <span class="mark">${of.label}</span>`}${marks(result, of.report)}
    </p>
    ${statement(result)} ${exchange(result, options)}
    <div class="columns">
      <div>${ruleText(result, of.report)}${outcomeList(result)}</div>
      <div>${resultFacts(result, of.report)} ${otherClients(result, collection, options)}</div>
    </div>
    ${replay(result)}
  </article>`;
}

function wayBack({ place, before, after, client }: ResultViewOptions): Html {
  const to = (id: string) => placeAddress({ ...place, result: { client, id } });
  return html`<nav class="way" aria-label="Results">
    <a href="#${placeAddress({ ...place, result: null })}" data-way="back">← Back</a>
    ${before !== null && html`<a href="#${to(before)}" data-way="before">Previous<span class="unseen"> result</span></a>`}
    ${after !== null && html`<a href="#${to(after)}" data-way="after">Next<span class="unseen"> result</span></a>`}
  </nav>`;
}

function statement(result: Result): Html {
  return html`<dl class="statement">
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
  </dl>`;
}

/** What went over the wire: by cases where there are any, and by attempts where these differ. */
function exchange(result: Result, options: ResultViewOptions): Html {
  const cases = caseList(result, options);
  const { curves, measurements } = result;
  const measured =
    (curves ?? []).length + Object.keys(measurements).length > 0 &&
    html`<h2>Measured</h2>
      ${curveList(curves)} ${measurementList(measurements)}`;
  const hasLines =
    result.transcript.length > 0 ||
    result.attempts.some((one) => one.transcript.length > 0) ||
    result.cases.some(({ attempts }) => attempts.some((one) => one.transcript.length > 0));
  return html`${measured}
  ${
    hasLines &&
    html`<div class="tools" role="group" aria-label="The exchange">
      <button type="button" data-act="hex" aria-pressed="${options.hex ? 'true' : 'false'}">
        Octets in hex
      </button>
      <button type="button" data-act="copy-bytes">Copy the bytes</button>
      ${options.asScenario && html`<button type="button" data-act="copy-scenario">Copy as a scenario</button>`}
      <button type="button" data-act="copy-replay">Copy the command</button>
    </div>`
  }
  ${cases !== false ? cases : wire(result, options)}
  ${
    hasLines &&
    html`<details class="reading">
      <summary>How to read it</summary>
      ${transcriptLegend()}
    </details>`
  }`;
}

function wire(result: Result, { hex }: ResultViewOptions): Html | false {
  if (result.transcript.length === 0 && result.attempts.length === 0) return false;
  const shown = result.transcript;
  const others = result.attempts.filter(
    (one) => !isSame(one.transcript, shown) || !isSame(one.curves ?? [], result.curves ?? []),
  );
  return html`<h2>What went over the wire</h2>
    ${transcript(shown, { hex, label: `Transcript of ${result.id}` })}
    ${
      others.length > 0 &&
      html`<details class="attempts" ${shown.length === 0 && html` open`}>
        <summary>${counted(result.attempts.length, 'attempt')}, one by one</summary>
        ${attemptList(result.attempts, { hex, label: result.id, known: result.evidence })}
      </details>`
    }`;
}

/** What was stored once is one object; what was built elsewhere is compared. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function otherClients(result: Result, { clients }: Collection, options: ResultViewOptions): Html | false {
  if (clients.length < 2) return false;
  return html`<h2>What the others do</h2>
    <ul class="others">
      ${clients.map((other: LoadedClient, client) => {
        const theirs = other.results.get(result.id);
        if (client === options.client) return false;
        return html`<li>
          ${
            theirs === undefined
              ? html`<span>not played</span> ${other.label}`
              : html`${verdictBadge(theirs.verdict)}
                  <a href="#${placeAddress({ ...options.place, result: { client, id: result.id } })}"
                    >${other.label}</a
                  >
                  <span class="id">${theirs.outcome}</span>`
          }
        </li> `;
      })}
    </ul>`;
}

function replay(result: Result): Html {
  return html`<h2>Play it again</h2>
    <div class="replay"><code dir="ltr" translate="no">${result.replay}</code></div>
    <p class="end"><span class="id">${result.file}:${result.line}</span></p>`;
}
