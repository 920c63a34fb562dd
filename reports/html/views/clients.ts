import type { Result } from '../../model/report.ts';
import { totalsOf, verdicts } from '../../model/totals.ts';
import { counted, verdictLabel, verdictSign } from '../../wording.ts';
import { filterAddress, placeAddress, resultAddress } from '../address.ts';
import { runFacts } from '../about.ts';
import type { Collection, LoadedClient } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { factList } from '../fact-list.ts';
import { gateSign } from '../gate.ts';
import { bar } from '../totals.ts';
import { upgradedBanner } from '../upgraded-banner.ts';
import { verdictBadge } from '../verdict-badge.ts';

/** Several clients at a glance: who meets the gate, and what is broken by whom. */
export function clientsOverview(collection: Collection): Html {
  const { clients, reports } = collection;
  const incomplete = clients.filter(({ report }) => !report.run.complete);
  const suites = new Set(reports.map(({ suite }) => `${suite.hash} ${suite.standard}`));
  return html`<h1 tabindex="-1">${counted(clients.length, 'client')}</h1>
    ${
      incomplete.length > 0 &&
      html`<div class="banner" role="note">
        <strong>This report is incomplete.</strong> Not played to the end:
        ${[...new Set(incomplete.map(({ label }) => label))].join(', ')}. What is missing here was not judged.
      </div>`
    }
    ${reports.map(upgradedBanner)}
    ${
      suites.size > 1 &&
      html`<div class="banner" role="note">
        These reports were made with different suites or standards, so that equal scenarios may not have been
        judged alike.
      </div>`
    }
    <div class="scroll" tabindex="0" role="region" aria-label="Clients">
      <table class="clients">
        <thead>
          <tr>
            <th scope="col">Client</th>
            <th scope="col">Gate</th>
            <th scope="col">Dangers</th>
            <th scope="col" class="share"><span class="unseen">Share of each verdict</span></th>
            ${verdicts
              .slice(0, 6)
              .map(
                (verdict) =>
                  html`<th scope="col" class="v-${verdict}" title="${verdictLabel[verdict]}">
                    <span aria-hidden="true">${verdictSign[verdict]}</span
                    ><span class="unseen">${verdictLabel[verdict]}</span>
                  </th>`,
              )}
          </tr>
        </thead>
        <tbody>
          ${clients.map((of, client) => clientRow(of, client))}
        </tbody>
      </table>
    </div>
    ${brokenList(collection)}
    <h2>${reports.length === 1 ? 'The run' : 'The runs'}</h2>
    ${reports.map((report) => factList(runFacts(report)))}`;
}

function clientRow(
  { client: { results, gate }, client: report, label, report: { run } }: LoadedClient,
  client: number,
): Html {
  const totals = totalsOf(results);
  const [tone, sign] = gateSign(report, run.complete);
  const dangers = results.filter(({ basis, verdict }) => basis === 'security' && verdict === 'fail').length;
  return html`<tr>
    <th scope="row"><a href="#${placeAddress({ view: 'overview', client })}">${label}</a></th>
    <td class="${tone}"><b>${sign}</b><span class="unseen">${gate.met ? 'met' : 'not met'}</span></td>
    <td class="${dangers > 0 ? 'v-fail' : 'zero'}">
      ${dangers > 0 ? html`<b>${dangers}</b>` : html`·<span class="unseen">none</span>`}
    </td>
    <td class="share">${bar(totals)}</td>
    ${verdicts.slice(0, 6).map((verdict) =>
      totals[verdict] === 0
        ? html`<td class="zero">·<span class="unseen">0</span></td>`
        : html`<td class="v-${verdict}">
            <a
              href="#${filterAddress({ client, verdict })}"
              aria-label="${totals[verdict]} ${verdictLabel[verdict]}, ${label}"
              >${totals[verdict]}</a
            >
          </td>`,
    )}
  </tr> `;
}

interface Broken {
  readonly example: Result;
  readonly by: { readonly label: string; readonly client: number }[];
}

/** What is broken, security first, then by how many break it. */
function brokenList({ clients }: Collection): Html | false {
  const broken = new Map<string, Broken>();
  for (const [
    client,
    {
      client: { results },
      label,
    },
  ] of clients.entries())
    for (const result of results) {
      if (result.verdict !== 'fail') continue;
      const known = broken.get(result.id) ?? { example: result, by: [] };
      known.by.push({ label, client });
      broken.set(result.id, known);
    }
  if (broken.size === 0) return false;
  const weight = ({ example, by }: Broken) => (example.basis === 'security' ? 10_000 : 0) + by.length;
  const sorted = [...broken.values()].sort((a, b) => weight(b) - weight(a));
  return html`<h2>What is broken, and by whom</h2>
    <ul class="mend">
      ${sorted.map(
        ({ example, by }) =>
          html`<li>
            ${verdictBadge('fail')}
            <div>
              <span class="title">${example.title}</span> <span class="id" translate="no">${example.id}</span>
              ${example.requirement}
              ${example.level}${example.basis === 'security' && html` <span class="mark">security</span>`}
              <span class="by">
                ${by.map(({ label, client }) => html`<a href="#${resultAddress(example.id, client)}">${label}</a> `)}
              </span>
            </div>
          </li> `,
      )}
    </ul>`;
}
