import { clientName, versionBehindName } from '../client-name.ts';
import type { ClientReport, Report } from '../model/report.ts';
import { totalsOf } from '../model/totals.ts';
import { duration, leadSentence, upgradedSentence } from '../wording.ts';
import { html, type Html, type Interpolation } from './escape.ts';

/** The names of the page: what `<title>` says too. */
export function pageTitle({ clients }: Report): string {
  const only = clients[0];
  return clients.length === 1 && only !== undefined ? clientName(only) : `${clients.length} clients`;
}

export function pageHeader(report: Report): Html {
  const only = report.clients.length === 1 ? report.clients[0] : undefined;
  return html`<header class="head">
    <div class="mast">
      <p><b>ctcpspec</b> conformance to the Client-To-Client Protocol of IRC</p>
      <button type="button" data-theme-toggle hidden>Theme: <span>system</span></button>
    </div>
    <h1>
      <span class="soh" aria-hidden="true">\\x01</span>
      ${only === undefined ? pageTitle(report) : heading(only)}&nbsp;<span class="soh" aria-hidden="true"
        >\\x01</span
      >
    </h1>
    ${only !== undefined && html`<p class="lead">${leadSentence(only.results.some(({ scored }) => scored) ? only.totals : totalsOf(only.results))}</p>`}
    ${incomplete(report)} ${upgraded(report)}
    <dl class="facts run">
      ${runFacts(report, only).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

function heading(client: ClientReport): Html {
  const version = versionBehindName(client);
  return html`${client.name}${version !== null && html` <span class="version">${version}</span>`}`;
}

function incomplete({ run }: Report): Html | false {
  if (run.complete) return false;
  return html`<div class="banner" role="note">
    <strong>This report is incomplete.</strong> The run did not reach its
    end${run.endedBy !== null && html`: ${run.endedBy}`}. What is missing here was not judged.
  </div>`;
}

function upgraded({ upgradedFrom }: Report): Html | false {
  if (upgradedFrom === undefined) return false;
  return html`<div class="banner" role="note">${upgradedSentence(upgradedFrom)}</div>`;
}

function runFacts({ run, suite, tool }: Report, only: ClientReport | undefined): [string, Interpolation][] {
  const started = new Date(run.startedAt);
  const readable = Number.isNaN(started.getTime())
    ? run.startedAt
    : started.toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
  const facts: [string, Interpolation][] = [
    ['Played', html`<time datetime="${run.startedAt}">${readable}</time>, in ${duration(run.durationMs)}`],
    ['Standard', suite.standard === 'modern' ? 'modern: the living documents' : 'classic: the text of 1994'],
    ['Suite', html`${suite.version} <code>${suite.hash}</code>`],
    ['Tool', html`${tool.name} ${tool.version}, Node ${run.node}, ${run.platform}`],
    ['Seed', html`<code>${run.seed}</code>, ${run.jobs} at once, gate ${run.gate}`],
  ];
  if (run.requirements !== null)
    facts.push(['Requirements', `of ${run.requirements}; what is newer is not scored`]);
  if (run.filters.length > 0)
    facts.push(['Only', run.filters.map((filter) => html`<code>${filter}</code> `)]);
  return only === undefined ? facts : [...clientFacts(only), ...facts];
}

/** How the client was started; in a report of several it stands with each of them. */
export function clientFacts(client: ClientReport): [string, Interpolation][] {
  return [
    ['Command', client.command === null ? 'started by hand' : html`<code>${client.command}</code>`],
    ...(client.profile === null
      ? []
      : [['Profile', html`<code>${client.profile}</code>`] satisfies [string, Interpolation]]),
    ['Settings', client.settings],
  ];
}
