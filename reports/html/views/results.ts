import type { Result } from '../../model/report.ts';
import { counted } from '../../wording.ts';
import { placeAddress, type Place } from '../address.ts';
import type { Collection, LoadedClient } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { marks } from '../marks.ts';
import { ruleLine } from '../rule-line.ts';
import { sentence } from '../sentence.ts';
import { verdictBadge } from '../verdict-badge.ts';

/** One row of a list. */
export interface Found {
  readonly result: Result;
  readonly of: LoadedClient;
  /** From 0. */
  readonly client: number;
}

/** So many rows at first: thirty clients have twelve thousand, and nobody reads them all. */
export const rowsAtFirst = 600;

/** The results that a search found, by area. */
export function resultList(
  found: readonly Found[],
  { collection, place, most }: { collection: Collection; place: Place; most: number },
): Html {
  if (found.length === 0) return html`<p class="none">No result fits this search.</p>`;
  const shown = found.slice(0, most);
  const areas = new Map<string, Found[]>();
  for (const one of shown) {
    const here = areas.get(one.result.area) ?? [];
    here.push(one);
    areas.set(one.result.area, here);
  }
  const several = collection.clients.length > 1 && place.client === null;
  return html`${[...areas].map(
    ([area, here]) =>
      html`<section class="area">
        <h2>${area} <span>${here.length}</span></h2>
        <ul class="rows">
          ${here.map((one) => row(one, place, several))}
        </ul>
      </section> `,
  )}
  ${
    found.length > shown.length &&
    html`<p class="more">
      <button type="button" data-act="more">Show all ${counted(found.length, 'result')}</button>
    </p>`
  }`;
}

function row({ result, of, client }: Found, place: Place, several: boolean): Html {
  const { id, title, verdict, outcome, hint, reason } = result;
  const isWanting = verdict === 'fail' || verdict === 'warn';
  return html`<li class="row v-${verdict}">
    ${verdictBadge(verdict)}
    <div class="what">
      <a href="#${placeAddress({ ...place, result: { client, id } })}" data-row>${title}</a>
      <span class="id" translate="no">${id}</span
      >${several && html` <span class="mark">${of.label}</span>`}${marks(result, of.report)}
      ${isWanting && html`<span class="hint">${sentence(hint ?? reason)}</span>`}
    </div>
    ${ruleLine(result, of.report)}
    <span class="outcome" translate="no">${outcome ?? 'no outcome'}</span>
  </li> `;
}
