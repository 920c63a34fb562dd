import { readAddress, placeAddress, views, type Place, type View } from '../address.ts';
import { scenariosByArea, type Collection } from '../collection.ts';
import { html, type Html } from '../escape.ts';
import { scenarioText } from '../scenario-text.ts';
import { exchangesOf } from '../copied-text.ts';
import { fits } from '../search/fits.ts';
import { parseSearch } from '../search/parse-search.ts';
import { searchForm } from '../search-form.ts';
import { clientOverview } from '../views/client-overview.ts';
import { clientsOverview } from '../views/clients.ts';
import { comparison, pairForm, pairOf } from '../views/compare.ts';
import { disputesView } from '../views/disputes.ts';
import { matrix } from '../views/matrix.ts';
import { resultView } from '../views/result.ts';
import { resultList, type Found } from '../views/results.ts';
import { visible } from '../../visible.ts';
import { counted } from '../../wording.ts';
import type { Settings } from './settings.ts';

export const viewNames: Readonly<Record<View, string>> = {
  overview: 'Overview',
  matrix: 'Matrix',
  results: 'Results',
  compare: 'Compare',
  disputes: 'Disputes',
};

/** The views that a collection has; one client has nobody to be compared with. */
export function viewsOf({ clients }: Collection): View[] {
  return views.filter((view) => clients.length > 1 || (view !== 'matrix' && view !== 'compare'));
}

/** A place that there is: addresses come from people, and reports differ. */
export function placeIn(collection: Collection, address: string): Place {
  const place = readAddress(address);
  const exists = (client: number | null) =>
    client !== null && client < collection.clients.length ? client : null;
  const result = place.result;
  // What cannot be seen of an id stands in the address in byte notation.
  const id =
    result === null
      ? undefined
      : collection.clients[result.client]?.client.results.find((one) => visible(one.id) === result.id)?.id;
  const view = place.view !== null && viewsOf(collection).includes(place.view) ? place.view : 'overview';
  return {
    view,
    search: place.search,
    client: exists(place.client),
    other: exists(place.other),
    result: result === null || id === undefined ? null : { client: result.client, id },
  };
}

export interface Listed {
  readonly body: Html;
  /** How many there are, in words. */
  readonly status: string;
}

/** What a search found in a view that has a list. */
export function listMarkup(collection: Collection, place: Place, settings: Settings): Listed {
  switch (place.view) {
    case 'matrix': {
      const { body, shown, of } = matrix(collection, { place, differing: settings.differing });
      return { body, status: `${shown} of ${counted(of, 'scenario')} shown` };
    }
    case 'compare': {
      const { body, shown, of } = comparison(collection, { place, all: settings.all });
      return { body, status: `${shown} of ${counted(of, 'scenario')} shown` };
    }
    case 'results':
    case 'overview':
    case 'disputes':
    case null: {
      const all = allResults(collection, place);
      const found = narrowed(all, place.search);
      return {
        body: resultList(found, { collection, place, most: settings.most }),
        status: `${found.length} of ${counted(all.length, 'result')} shown`,
      };
    }
  }
}

/** Everything below the bar of a view; a list is empty in it, and filled by listMarkup. */
export function viewMarkup(collection: Collection, place: Place, settings: Settings): Html {
  if (place.result !== null) {
    const shown = resultMarkup(collection, place, settings);
    if (shown !== null) return shown;
  }
  const heading = (text: string) => html`<h1 tabindex="-1">${text}</h1>`;
  switch (place.view) {
    case 'matrix':
      return html`${heading('Matrix')} ${searchForm(collection, { place, choosesClient: false })}
        ${toggle('differing', 'Only where clients differ', settings.differing)}
        <div data-list></div>`;
    case 'compare': {
      const { left, right } = pairOf(collection, place);
      const clients = collection.clients.filter((_, index) => index === left || index === right);
      return html`${heading('Side by side')} ${pairForm(collection, place)}
        ${searchForm({ ...collection, clients }, { place: { ...place, client: null }, choosesClient: false })}
        ${toggle('all', 'Also what is alike', settings.all)}
        <div data-list></div>`;
    }
    case 'results':
      return html`${heading('Results')} ${searchForm(collection, { place, choosesClient: true })}
        <div data-list></div>`;
    case 'disputes':
      return disputesView(collection, place);
    case 'overview':
    case null:
      return overviewMarkup(collection, place);
  }
}

function overviewMarkup(collection: Collection, { client }: Place): Html {
  const several = collection.clients.length > 1;
  const index = client ?? 0;
  const of = collection.clients[index];
  if (of === undefined)
    return html`<h1 tabindex="-1">No client</h1>
      <p class="none">This report has no client in it.</p>`;
  if (several && client === null) return clientsOverview(collection);
  return html`${several && html`<nav class="way" aria-label="Client"><a href="#${placeAddress({ view: 'overview' })}" data-way="back">← All clients</a> <a href="#${placeAddress({ view: 'results', client: index })}">Its results</a></nav>`}
  ${clientOverview(of, { index, several, isStatic: false })}`;
}

function resultMarkup(collection: Collection, place: Place, { hex }: Settings): Html | null {
  const open = place.result;
  const of = open === null ? undefined : collection.clients[open.client];
  const result = open === null ? undefined : of?.results.get(open.id);
  if (open === null || of === undefined || result === undefined) return null;
  const own = of.client.results.map((one): Found => ({ result: one, of, client: open.client }));
  const found = narrowed(own, place.search).map((one) => one.result.id);
  const ids = found.includes(open.id) ? found : own.map((one) => one.result.id);
  const at = ids.indexOf(open.id);
  return resultView(result, collection, {
    place,
    client: open.client,
    hex,
    before: ids[at - 1] ?? null,
    after: ids[at + 1] ?? null,
    asScenario: exchangesOf(
      result,
      result.cases.map(({ name }) => name),
    ).some(({ transcript }) => scenarioText(result, transcript) !== null),
  });
}

/** By area and scenario, so that what clients do in one scenario stands together. */
function allResults(collection: Collection, { client }: Place): Found[] {
  const clients = collection.clients
    .map((of, index) => ({ of, index }))
    .filter(({ index }) => client === null || index === client);
  return [...scenariosByArea(collection).values()].flat().flatMap((id) =>
    clients.flatMap(({ of, index }) => {
      const result = of.results.get(id);
      return result === undefined ? [] : [{ result, of, client: index }];
    }),
  );
}

function narrowed(all: readonly Found[], text: string): Found[] {
  const search = parseSearch(text);
  return all.filter(({ result, of }) => fits(search, result, of));
}

function toggle(name: string, label: string, on: boolean): Html {
  return html`<label class="switch"
    ><input type="checkbox" data-choose="${name}" ${on && html` checked`} /> ${label}</label
  >`;
}
