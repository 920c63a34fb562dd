import { pageTitle } from '../about.ts';
import { placeAddress, readAddress, type Place } from '../address.ts';
import { collectionOf, type Collection } from '../collection.ts';
import type { PageData } from '../data/page-data.ts';
import type { ShownDispute } from '../data/shown-dispute.ts';
import type { Html } from '../escape.ts';
import type { Report, Result } from '../../model/report.ts';
import { visible } from '../../visible.ts';
import { valuesIn } from '../search/change-search.ts';
import { parseSearch } from '../search/parse-search.ts';
import { mostWithTitles } from '../views/matrix.ts';
import { rowsAtFirst } from '../views/results.ts';
import { frame, tabs } from './frame.ts';
import { startSettings, type Settings } from './settings.ts';
import { listMarkup, placeIn, viewMarkup, viewNames } from './view-markup.ts';

/** The page as it is: which reports it holds, which place it shows, and what shows it. */
export class App {
  readonly settings: Settings = startSettings();
  readonly #root: HTMLElement;
  readonly #disputes: readonly ShownDispute[];
  #reports: readonly Report[];
  #collection: Collection;
  #place: Place;
  /** Of the result that was left, so that the reader stands where they were. */
  #leftAt: { readonly href: string; readonly scroll: number } | null = null;

  constructor(root: HTMLElement, { report, disputes }: PageData) {
    this.#root = root;
    this.#disputes = disputes;
    this.#reports = [report];
    this.#collection = collectionOf(this.#reports, disputes);
    this.#place = placeIn(this.#collection, location.hash);
    put(root, frame());
    this.#render();
    // The browser went to the place of the summary that has this name.
    if (location.hash !== '') scrollTo({ top: 0, behavior: 'instant' });
  }

  get place(): Place {
    return this.#place;
  }

  get collection(): Collection {
    return this.#collection;
  }

  /** The result that is open. */
  get result(): Result | null {
    const open = this.#place.result;
    return open === null ? null : (this.#collection.clients[open.client]?.results.get(open.id) ?? null);
  }

  find(selector: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(selector);
  }

  findAll(selector: string): readonly HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(selector)];
  }

  /** The first such element, where it is one of that kind. */
  findAs<E extends HTMLElement>(kind: abstract new () => E, selector: string): E | null {
    const found = this.find(selector);
    return found instanceof kind ? found : null;
  }

  findAllAs<E extends HTMLElement>(kind: abstract new () => E, selector: string): readonly E[] {
    return this.findAll(selector).filter((one): one is E => one instanceof kind);
  }

  /** Shows what the address says, after it has changed. */
  follow(): void {
    const before = this.#place;
    const place = placeIn(this.#collection, location.hash);
    // An address of nothing but a result leaves the reader in the view that they came from.
    const isBare = place.result !== null && readAddress(location.hash).view === null;
    this.#place = isBare ? { ...before, result: place.result } : place;
    if (before.result === null && this.#place.result !== null)
      this.#leftAt = { href: document.activeElement?.getAttribute('href') ?? '', scroll: scrollY };
    this.settings.most =
      before.result === null && this.#place.result === null ? rowsAtFirst : this.settings.most;
    this.#render();
    const back = before.result !== null && this.#place.result === null ? this.#leftAt : null;
    const link =
      back === null
        ? undefined
        : this.findAll('main a').find((one) => one.getAttribute('href') === back.href);
    if (back !== null && link !== undefined) {
      scrollTo({ top: back.scroll, behavior: 'instant' });
      link.focus({ preventScroll: true });
    } else {
      scrollTo({ top: 0, behavior: 'instant' });
      this.find('main h1')?.focus({ preventScroll: true });
    }
  }

  /** Goes to another place as a link would, with an entry in the history. */
  go(place: Partial<Place>): void {
    const address = `#${placeAddress({ ...this.#place, ...place })}`;
    if (address === location.hash) this.follow();
    else location.hash = address;
  }

  /** Another search in the same view: only the list changes, so that the reader can go on typing. */
  search(search: string): void {
    this.settings.most = rowsAtFirst;
    this.#place = { ...this.#place, search };
    history.replaceState(null, '', `#${placeAddress(this.#place)}`);
    this.fillList();
  }

  /** Shows the same place again, as settings have changed. */
  again(): void {
    const { scrollY: top } = globalThis;
    const focused =
      document.activeElement?.getAttribute('data-act') ?? document.activeElement?.getAttribute('data-choose');
    const open = this.openCases();
    this.#render();
    for (const one of this.findAllAs(HTMLDetailsElement, 'details[data-case]'))
      one.open = open.includes(one.dataset['case'] ?? '');
    scrollTo({ top, behavior: 'instant' });
    if (focused != null)
      this.find(`main :is([data-act="${focused}"], [data-choose="${focused}"])`)?.focus({
        preventScroll: true,
      });
  }

  openCases(): string[] {
    return this.findAllAs(HTMLDetailsElement, 'details[data-case]')
      .filter(({ open }) => open)
      .map(({ dataset }) => dataset['case'] ?? '');
  }

  /** Adds reports to those that are shown. */
  add(reports: readonly Report[]): void {
    this.#reports = [...this.#reports, ...reports];
    this.#collection = collectionOf(this.#reports, this.#disputes);
    this.say(`${this.#collection.clients.length} clients are shown now.`);
    this.go({ view: 'overview', client: null, result: null, search: '' });
  }

  /** For screen readers, and nobody else. */
  say(text: string): void {
    const place = this.find('[data-said]');
    if (place !== null) place.textContent = text;
  }

  /** What went wrong, each in a sentence, until the next try. */
  alert(messages: readonly string[]): void {
    const place = this.find('[data-alerts]');
    if (place === null) return;
    place.replaceChildren(
      ...messages.map((message) => {
        const line = document.createElement('p');
        line.textContent = message;
        return line;
      }),
    );
  }

  fillList(): void {
    const list = this.find('[data-list]');
    if (list === null) return;
    const { body, status } = listMarkup(this.#collection, this.#place, this.settings);
    put(list, body);
    const count = this.find('[data-count]');
    if (count !== null) count.textContent = status;
    const notes = this.find('[data-notes]');
    const said = parseSearch(this.#place.search).notes;
    if (notes !== null) {
      notes.textContent = said.join(' ');
      notes.hidden = said.length === 0;
    }
    this.#syncForm();
  }

  #render(): void {
    const main = this.find('main');
    const bar = this.find('[data-tabs]');
    if (main === null || bar === null) return;
    put(bar, tabs(this.#collection, this.#place));
    put(main, viewMarkup(this.#collection, this.#place, this.settings));
    main.toggleAttribute('data-wide', this.#collection.clients.length > mostWithTitles);
    main.dataset['view'] = this.#place.result === null ? (this.#place.view ?? 'overview') : 'result';
    this.fillList();
    const title = pageTitle(this.#collection.clients.map(({ client }) => client));
    const { result } = this;
    const view = viewNames[this.#place.view ?? 'overview'];
    const shown = result?.id ?? (view === viewNames.overview ? null : view);
    document.title = `${shown === null ? '' : `${visible(shown)}: `}${title}: CTCP conformance`;
  }

  /** The buttons and menus say what the search says, however it was written. */
  #syncForm(): void {
    const { search } = this.#place;
    const verdicts = valuesIn(search, 'verdict');
    for (const chip of this.findAll('[data-act="verdict"]'))
      chip.setAttribute('aria-pressed', String(verdicts.includes(chip.dataset['value'] ?? '')));
    for (const menu of this.findAllAs(HTMLSelectElement, 'select[data-choose="term"]')) {
      const values = valuesIn(search, menu.name === 'area' ? 'area' : 'level');
      const wanted = values.length === 1 ? values[0] : '';
      menu.value = [...menu.options].find(({ value }) => value.toLowerCase() === wanted)?.value ?? '';
    }
    const input = this.findAs(HTMLInputElement, '[name="q"]');
    if (input !== null && input !== document.activeElement) input.value = search;
  }
}

/** Only markup of the templates gets into the page, and they escape what is no markup. */
function put(place: Element, { markup }: Html): void {
  place.innerHTML = markup;
}
