import type { Result } from '../model/report.ts';
import { verdicts } from '../model/totals.ts';
import { verdictLabel, verdictSign } from '../wording.ts';
import type { Place } from './address.ts';
import type { Collection } from './collection.ts';
import { html, type Html } from './escape.ts';
import { valuesIn } from './search/change-search.ts';

export interface SearchFormOptions {
  readonly place: Place;
  /** Whether the view is of one client at a time. */
  readonly choosesClient: boolean;
}

/** The search, and buttons and menus that write into it. What they say is only a shorter way to type. */
export function searchForm(collection: Collection, { place, choosesClient }: SearchFormOptions): Html {
  const { clients } = collection;
  const chosen = place.client === null ? undefined : clients[place.client];
  const results = (chosen === undefined ? clients : [chosen]).flatMap(({ client }) => client.results);
  return html`<form class="filters" role="search" aria-label="Results">
    <label class="q"
      >Search
      <input
        type="search"
        name="q"
        value="${place.search}"
        placeholder='verdict:fail area:ping "bytes" !flaky'
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
    /></label>
    ${verdictButtons(results, place.search)}
    <div class="found">
      <p role="status" data-count></p>
      ${select(
        'area',
        'Area',
        used(results, ({ area }) => area),
        valuesIn(place.search, 'area'),
      )}
      ${select(
        'level',
        'Level',
        used(results, ({ level }) => level),
        valuesIn(place.search, 'level'),
      )}
      ${
        choosesClient &&
        clients.length > 1 &&
        html`<label
          >Client
          <select name="client" data-choose="client">
            <option value="">all</option>
            ${clients.map(
              ({ label }, index) =>
                html`<option value="${index}" ${index === place.client && html` selected`}>${label}</option>`,
            )}
          </select></label
        >`
      }
      <button type="button" data-act="clear">Clear</button>
    </div>
    <p class="notes" role="note" data-notes hidden></p>
  </form>`;
}

function verdictButtons(results: readonly Result[], search: string): Html {
  const wanted = valuesIn(search, 'verdict');
  return html`<div class="chips" role="group" aria-label="Verdict">
    ${verdicts.map((verdict) => {
      const n = results.filter((result) => result.verdict === verdict).length;
      return (
        n > 0 &&
        html`<button
          type="button"
          class="chip v-${verdict}"
          data-act="verdict"
          data-value="${verdict}"
          aria-pressed="${wanted.includes(verdict) ? 'true' : 'false'}"
        >
          <span aria-hidden="true">${verdictSign[verdict]}</span> ${verdictLabel[verdict]} <small>${n}</small>
        </button>`
      );
    })}
  </div>`;
}

function used(results: readonly Result[], of: (result: Result) => string): string[] {
  return [...new Set(results.map(of))];
}

function select(key: string, label: string, options: readonly string[], wanted: readonly string[]): Html {
  const [only] = wanted;
  const chosen = wanted.length === 1 ? options.find((one) => one.toLowerCase() === only) : undefined;
  return html`<label
    >${label}
    <select name="${key}" data-choose="term">
      <option value="">all</option>
      ${options.map(
        (one) =>
          html`<option value="${one}" ${one === chosen && html` selected`}>
            ${one === 'NONE' ? 'no rule' : one}
          </option>`,
      )}
    </select></label
  >`;
}
