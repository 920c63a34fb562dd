import type { Verdict } from '../model/report.ts';
import { visible } from '../visible.ts';

/**
 * What stands after `#` in the address of a report. Elements carry the same text as their id, so that a link
 * leads to its place without the script too.
 */

/** Opens one result. With several clients in the report `client` (from 0) tells them apart. */
export function resultAddress(id: string, client: number, clients: number): string {
  const place = encodeURIComponent(visible(id)).replaceAll('%2F', '/');
  return clients > 1 ? `r=${client + 1}:${place}` : `r=${place}`;
}

export interface ResultFilter {
  readonly area?: string;
  readonly verdict?: Verdict;
  /** From 0, as text; only in a report of several clients. */
  readonly client?: string;
}

/** Shows the results that fit all that is given. */
export function filterAddress(filter: ResultFilter): string {
  const query = new URLSearchParams();
  for (const name of ['client', 'area', 'verdict'] as const) {
    const value = filter[name];
    if (value !== undefined) query.set(name, visible(value));
  }
  return `?${query.toString()}`;
}
