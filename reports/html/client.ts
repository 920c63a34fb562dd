import { clientName } from '../client-name.ts';
import { answersNothingSentence } from '../judged.ts';
import type { ClientReport, Finding, Report } from '../model/report.ts';
import { resultAddress } from './address.ts';
import { discoveryText } from './discovery.ts';
import { html, type Html } from './escape.ts';
import { apartList, gateSection } from './gate.ts';
import { clientFacts } from './header.ts';
import { sentence } from './result.ts';
import { areaTable, scores } from './summary.ts';
import { transcript } from './transcript.ts';
import { verdictBadge } from './verdict-badge.ts';

/** All about one client but its results: counts, what to mend, findings, discovery. */
export function clientSection(client: ClientReport, index: number, report: Report): Html {
  const several = report.clients.length > 1;
  const only = several ? { client: String(index) } : {};
  const nothing = answersNothingSentence(client);
  return html`<section class="client" aria-labelledby="client-${index}">
    <h2 id="client-${index}">${several ? clientName(client) : 'Summary'}</h2>
    ${
      several &&
      html`<dl class="facts run">
        ${clientFacts(client).map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>`
    }
    ${nothing !== null && html`<div class="banner" role="note">${nothing}</div>`}
    ${scores(client.totals, only)} ${apartList(client)} ${gateSection(client, index, report)}
    ${findings(client.findings)} ${toMend(client, index, report)}
    <div class="overview">
      <div>${areaTable(client, only)}</div>
      <div>${discoveryText(client)}</div>
    </div>
  </section>`;
}

function findings(list: readonly Finding[]): Html | false {
  if (list.length === 0) return false;
  return html`<h3>Findings about the client as a whole</h3>
    <ul class="findings">
      ${list.map(
        ({ code, step, message, fatal, transcript: lines }) =>
          html`<li class="${fatal && 'fatal'}">
            <p>
              ${fatal && html`<strong>Fatal.</strong> `}${sentence(message)}
              <span class="id">${code}</span>${step !== null && html` <span class="mark">at: ${step}</span>`}
            </p>
            ${transcript(lines, `Transcript of the finding ${code}`)}
          </li>`,
      )}
    </ul>`;
}

/** The shortest way from the top of the page to each thing that its author can do. */
function toMend({ results }: ClientReport, index: number, report: Report): Html | false {
  const wanting = ['fail', 'warn'].flatMap((verdict) =>
    results.filter((result) => result.verdict === verdict),
  );
  if (wanting.length === 0) return false;
  return html`<h3>What to mend</h3>
    <ul class="mend">
      ${wanting.map(
        ({ id, title, verdict, hint, reason, expected, entry }) =>
          html`<li>
            ${verdictBadge(verdict)}<span
              ><a href="#${resultAddress(id, index, report.clients.length)}">${title}</a>
              ${expected && entry !== null && html`<span class="mark">expected: ${entry.reason}</span>`}
              <span class="hint">${sentence(hint ?? reason)}</span></span
            >
          </li> `,
      )}
    </ul>`;
}
