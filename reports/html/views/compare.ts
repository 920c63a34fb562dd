import type { Result } from '../../model/report.ts';
import { placeAddress, type Place } from '../address.ts';
import { scenariosByArea, type Collection, type LoadedClient } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { fits } from '../search/fits.ts';
import { parseSearch } from '../search/parse-search.ts';
import { verdictBadge } from '../verdict-badge.ts';

export interface CompareOptions {
  readonly place: Place;
  /** Also the scenarios in which both have the same outcome. */
  readonly all: boolean;
}

export interface ComparedPair {
  readonly left: number;
  readonly right: number;
}

/** Whom an address compares: without a word, the first two. */
export function pairOf({ clients }: Collection, { client, other }: Place): ComparedPair {
  const within = (index: number | null, otherwise: number) =>
    index !== null && index < clients.length ? index : otherwise;
  const left = within(client, 0);
  return { left, right: within(other, left === 0 ? 1 : 0) };
}

/** Two clients scenario by scenario. */
export function comparison(
  collection: Collection,
  options: CompareOptions,
): { body: Html; shown: number; of: number } {
  const pair = pairOf(collection, options.place);
  const left = collection.clients[pair.left];
  const right = collection.clients[pair.right];
  if (left === undefined || right === undefined) return { body: html``, shown: 0, of: 0 };
  const search = parseSearch(options.place.search);
  const isWanted = (id: string): boolean => {
    const [a, b] = [left.results.get(id), right.results.get(id)];
    if (!options.all && a?.verdict === b?.verdict && a?.outcome === b?.outcome) return false;
    return (a !== undefined && fits(search, a, left)) || (b !== undefined && fits(search, b, right));
  };
  const areas = [...scenariosByArea({ ...collection, clients: [left, right] })];
  const wanted = areas.map(([area, ids]) => [area, ids.filter(isWanted)] as const);
  const shown = wanted.reduce((sum, [, ids]) => sum + ids.length, 0);
  const body =
    shown === 0
      ? html`<p class="none">These two do not differ in any scenario that fits this search.</p>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Two clients side by side">
          <table class="compare">
            <thead>
              <tr>
                <th scope="col">Scenario</th>
                <th scope="col">${left.label}</th>
                <th scope="col">${right.label}</th>
              </tr>
            </thead>
            ${wanted.map(
              ([area, ids]) =>
                ids.length > 0 &&
                html`<tbody>
                  <tr class="area-row">
                    <th scope="rowgroup" colspan="3">${area} <span>${ids.length}</span></th>
                  </tr>
                  ${ids.map((id) => pairRow(id, [left, right], [pair.left, pair.right], options.place))}
                </tbody>`,
            )}
          </table>
        </div>`;
  return { body, shown, of: areas.reduce((sum, [, ids]) => sum + ids.length, 0) };
}

function pairRow(
  id: string,
  pair: readonly [LoadedClient, LoadedClient],
  indexes: readonly [number, number],
  place: Place,
): Html {
  const title = (pair[0].results.get(id) ?? pair[1].results.get(id))?.title;
  return html`<tr>
    <th scope="row">${title} <span class="id" translate="no">${id}</span></th>
    ${pair.map(({ results, label }, side) => {
      const result = results.get(id);
      if (result === undefined) return html`<td>not played</td>`;
      return sideCell(result, label, placeAddress({ ...place, result: { client: indexes[side] ?? 0, id } }));
    })}
  </tr> `;
}

function sideCell({ verdict, outcome, reason, title }: Result, label: string, address: string): Html {
  return html`<td class="v-${verdict}">
    ${verdictBadge(verdict)}
    <a href="#${address}" title="${reason}" data-row
      >${outcome ?? 'no outcome'}<span class="unseen">, ${label}: ${title}</span></a
    >
  </td>`;
}

/** The two menus above it. */
export function pairForm(collection: Collection, place: Place): Html {
  const pair = pairOf(collection, place);
  const menu = (name: string, label: string, chosen: number) =>
    html`<label
      >${label}
      <select name="${name}" data-choose="${name}">
        ${collection.clients.map(
          (one, index) =>
            html`<option value="${index}" ${index === chosen && html` selected`}>${one.label}</option>`,
        )}
      </select></label
    >`;
  return html`<div class="pair">
    ${menu('client', 'Left', pair.left)} ${menu('other', 'Right', pair.right)}
    <button type="button" data-act="swap">Swap</button>
  </div>`;
}
