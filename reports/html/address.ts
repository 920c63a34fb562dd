import type { Verdict } from '../model/report.ts';
import { visible } from '../visible.ts';
import { printTerm } from './search/print-term.ts';

/**
 * What stands after `#` in the address of a report: which view, of which clients, narrowed by which search, with
 * which result open. An address can be sent to somebody else.
 */
export interface Place {
  readonly view: View | null;
  /** In the grammar of search/parse-search.ts. */
  readonly search: string;
  /** From 0: whose results. */
  readonly client: number | null;
  /** From 0: with whom it is compared. */
  readonly other: number | null;
  readonly result: ResultPlace | null;
}

export interface ResultPlace {
  /** From 0. */
  readonly client: number;
  readonly id: string;
}

export const views = ['overview', 'matrix', 'results', 'compare', 'disputes'] as const;
export type View = (typeof views)[number];

export const nowhere: Place = { view: null, search: '', client: null, other: null, result: null };

/** @returns the address of a place, without `#`; clients count from 1 in it, as people do */
export function placeAddress(place: Partial<Place>): string {
  const { view, search, client, other, result } = { ...nowhere, ...place };
  const parts: string[] = [];
  const add = (name: string, value: string | null) => {
    if (value !== null && value !== '') parts.push(`${name}=${readable(visible(value))}`);
  };
  add('view', view);
  add('client', client === null ? null : String(client + 1));
  add('with', other === null ? null : String(other + 1));
  add('q', search);
  // Colons and slashes of an id are left as they are: they are what people know it by.
  if (result !== null) add('r', result.client === 0 ? result.id : `${result.client + 1}:${result.id}`);
  const [first] = parts;
  return parts.length === 1 && first?.startsWith('r=') === true ? first : `?${parts.join('&')}`;
}

/** Opens one result. */
export function resultAddress(id: string, client: number): string {
  return placeAddress({ result: { client, id } });
}

export interface ResultFilter {
  readonly area?: string;
  readonly verdict?: Verdict;
  /** From 0; only in a report of several clients. */
  readonly client?: number;
}

/** Shows the results that fit all that is given. */
export function filterAddress({ area, verdict, client }: ResultFilter): string {
  const search = [
    ...(verdict === undefined ? [] : [printTerm('verdict', [verdict])]),
    ...(area === undefined ? [] : [printTerm('area', [visible(area)])]),
  ].join(' ');
  return placeAddress({ view: 'results', client: client ?? null, search });
}

/** Keys of addresses that lead to a search: each is a term of it. */
const asTerms = ['verdict', 'area', 'level', 'evidence'] as const;

/**
 * Reads an address. It may come from anybody: what makes no sense is left out.
 *
 * @param text with or without `#`
 */
export function readAddress(text: string): Place {
  const hash = text.replace(/^#/, '');
  if (!hash.startsWith('?') && !hash.startsWith('r=')) return nowhere;
  const query = new URLSearchParams(hash.replace(/^\?/, '').replaceAll('+', '%20'));
  const view = views.find((one) => one === query.get('view')) ?? null;
  const terms = asTerms.flatMap((key) => {
    const value = query.get(key);
    return value === null || value === '' ? [] : [printTerm(key, value.split(','))];
  });
  const search = [...terms, query.get('q') ?? ''].join(' ').trim();
  const narrowed = view === null && search !== '' ? 'results' : view;
  return {
    view: narrowed,
    search,
    client: clientNumber(query.get('client')),
    other: clientNumber(query.get('with')),
    result: resultPlace(query.get('r')),
  };
}

function resultPlace(text: string | null): ResultPlace | null {
  if (text === null || text === '') return null;
  const [, client, id] = /^(\d{1,4}):(.+)$/s.exec(text) ?? [];
  return id === undefined ? { client: 0, id: text } : { client: clientNumber(client ?? null) ?? 0, id };
}

function clientNumber(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,3}$/.test(text) ? Number(text) - 1 : null;
}

/** Percent signs only where an address could be read otherwise. */
function readable(value: string): string {
  return encodeURIComponent(value).replace(/%(?:2F|3A|2C|22|20)/g, (code) =>
    code === '%20' ? '+' : code === '%22' ? '%22' : decodeURIComponent(code),
  );
}
