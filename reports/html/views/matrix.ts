import type { Result } from '../../model/report.ts';
import { verdictLabel, verdictSign } from '../../wording.ts';
import { placeAddress, type Place } from '../address.ts';
import { scenariosByArea, type Collection, type LoadedClient } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { fits } from '../search/fits.ts';
import { parseSearch } from '../search/parse-search.ts';

export interface MatrixOptions {
  readonly place: Place;
  /** Only scenarios in which the clients do not all have the same verdict. */
  readonly differing: boolean;
}

/** With more clients than these there is no room for what a scenario is about. */
export const mostWithTitles = 12;

/** Every scenario against every client. A scenario is shown when any client's result of it fits the search. */
export function matrix(
  collection: Collection,
  options: MatrixOptions,
): { body: Html; shown: number; of: number } {
  const { clients } = collection;
  const search = parseSearch(options.place.search);
  const isWanted = (id: string): boolean => {
    const played = clients.flatMap((of) => {
      const result = of.results.get(id);
      return result === undefined ? [] : [{ result, of }];
    });
    if (!played.some(({ result, of }) => fits(search, result, of))) return false;
    return !options.differing || new Set(played.map(({ result }) => result.verdict)).size > 1;
  };
  const areas = [...scenariosByArea(collection)];
  const wanted = areas.map(([area, ids]) => [area, ids.filter(isWanted)] as const);
  const shown = wanted.reduce((sum, [, ids]) => sum + ids.length, 0);
  const body =
    shown === 0
      ? html`<p class="none">No scenario fits this search.</p>`
      : html`<div class="scroll tall" tabindex="0" role="region" aria-label="Scenarios by client">
          <table class="matrix">
            <thead>
              <tr>
                <th scope="col"><span class="corner">Scenario</span></th>
                ${clients.map((of, client) => clientHead(of, client))}
                ${clients.length <= mostWithTitles ? html`<th scope="col" class="rest">What it asks</th>` : noRest}
              </tr>
            </thead>
            ${wanted.map(([area, ids]) => ids.length > 0 && areaBody(area, ids, collection, options.place))}
          </table>
        </div>`;
  return { body, shown, of: areas.reduce((sum, [, ids]) => sum + ids.length, 0) };
}

/** Takes the room that is left, so that the columns of the clients stay narrow. */
const noRest = html`<td class="rest"></td>`;

function clientHead({ label, client: { name, version } }: LoadedClient, client: number): Html {
  return html`<th scope="col">
    <a href="#${placeAddress({ view: 'overview', client })}" title="${name} ${version}"
      ><span>${label}</span></a
    >
  </th>`;
}

function areaBody(area: string, ids: readonly string[], { clients }: Collection, place: Place): Html {
  return html`<tbody>
    <tr class="area-row">
      <th scope="rowgroup">${area} <span>${ids.length}</span></th>
      ${clients.map((of) => areaCell(ids, of))} ${noRest}
    </tr>
    ${ids.map(
      (id) =>
        html`<tr>
          <th scope="row" title="${titleOf(id, clients)}">
            ${id.startsWith(`${area}/`) ? id.slice(area.length + 1) : id}
          </th>
          ${clients.map((of, client) => cell(of.results.get(id), client, place))}
          ${clients.length <= mostWithTitles ? html`<td class="rest">${titleOf(id, clients)}</td>` : noRest}
        </tr> `,
    )}
  </tbody>`;
}

/** What a client broke in an area; nothing where it broke nothing. */
function areaCell(ids: readonly string[], { results }: LoadedClient): Html {
  const count = (verdict: Result['verdict']) =>
    ids.filter((id) => results.get(id)?.verdict === verdict).length;
  const [fails, warns] = [count('fail'), count('warn')];
  if (fails > 0)
    return html`<td class="v-fail">
      <b>${fails}<span class="unseen"> fail</span></b>
    </td>`;
  if (warns > 0)
    return html`<td class="v-warn">
      <b>${warns}<span class="unseen"> warn</span></b>
    </td>`;
  return html`<td></td>`;
}

function cell(result: Result | undefined, client: number, place: Place): Html {
  if (result === undefined) return html`<td><span class="unseen">not played</span></td>`;
  const { verdict, id, outcome } = result;
  return html`<td class="v-${verdict}">
    <a
      href="#${placeAddress({ ...place, view: 'matrix', result: { client, id } })}"
      aria-label="${verdictLabel[verdict]}"
      title="${verdictLabel[verdict]}: ${outcome ?? 'no outcome'}"
      data-cell
      >${verdictSign[verdict]}</a
    >
  </td>`;
}

function titleOf(id: string, clients: readonly LoadedClient[]): string {
  return clients.map(({ results }) => results.get(id)?.title).find((title) => title !== undefined) ?? id;
}
