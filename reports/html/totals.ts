import type { ClientReport, Totals, Verdict } from '../model/report.ts';
import { totalsByArea, totalsOf, verdicts } from '../model/totals.ts';
import { totalsSentence, verdictLabel, verdictMeaning, verdictSign } from '../wording.ts';
import { filterAddress, type ResultFilter } from './address.ts';
import { html, type Html } from './escape.ts';

const total = (totals: Totals) => verdicts.reduce((sum, verdict) => sum + totals[verdict], 0);

/** Which client, when there are several: links of this client's counts show its results only. */
export type OnlyClient = Pick<ResultFilter, 'client'>;

/** The counts by verdict, with a bar. */
export function scores(totals: Totals, only: OnlyClient): Html {
  const shown = verdicts.filter((verdict) => totals[verdict] > 0);
  return html`${bar(totals)}
    <ul class="scores">
      ${shown.map(
        (verdict) =>
          html`<li class="v-${verdict}">
            <a href="#${filterAddress({ ...only, verdict })}" title="${verdictMeaning[verdict]}"
              ><b>${totals[verdict]}</b>
              <span><span aria-hidden="true">${verdictSign[verdict]}</span> ${verdictLabel[verdict]}</span></a
            >
          </li>`,
      )}
    </ul>`;
}

/** Widths stand in SVG attributes, because the page's policy allows no style attribute. */
export function bar(totals: Totals): Html {
  const all = Math.max(1, total(totals));
  let from = 0;
  const parts = verdicts.map((verdict) => {
    const x = from;
    const width = (totals[verdict] / all) * 1000;
    from += width;
    return (
      width > 0 &&
      html`<rect
        class="v-${verdict}"
        x="${x.toFixed(2)}"
        y="0"
        width="${Math.max(1, width - 2).toFixed(2)}"
        height="12"
      />`
    );
  });
  return html`<svg
    class="bar"
    viewBox="0 0 1000 12"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${parts}
  </svg>`;
}

/** How many results of each area have each verdict. */
export function areaTable(client: ClientReport, only: OnlyClient): Html {
  const all = totalsOf(client.results);
  const shown = verdicts.filter((verdict) => all[verdict] > 0);
  const areas = [...totalsByArea(client.results)];
  return html`<h2>By area</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Results by area">
      <table class="areas">
        <thead>
          <tr>
            <th scope="col">Area</th>
            <th scope="col" class="share"><span class="unseen">Share of each verdict</span></th>
            ${shown.map(
              (verdict) =>
                html`<th scope="col" class="v-${verdict}" title="${verdictLabel[verdict]}">
                  <span aria-hidden="true">${verdictSign[verdict]}</span>
                  <span class="unseen">${verdictLabel[verdict]}</span>
                </th>`,
            )}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          ${areas.map(
            ([area, totals]) =>
              html`<tr>
                <th scope="row"><a href="#${filterAddress({ ...only, area })}">${area}</a></th>
                <td class="share" title="${totalsSentence(totals)}">${bar(totals)}</td>
                ${shown.map((verdict) => cell({ ...only, area, verdict }, totals[verdict]))}
                <td>${total(totals)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`;
}

function cell(filter: ResultFilter & { area: string; verdict: Verdict }, n: number): Html {
  if (n === 0) return html`<td class="zero">·<span class="unseen">0</span></td>`;
  const { area, verdict } = filter;
  return html`<td class="v-${verdict}">
    <a href="#${filterAddress(filter)}" aria-label="${n} ${verdictLabel[verdict]} in ${area}">${n}</a>
  </td>`;
}
