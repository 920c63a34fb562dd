import type { ClientReport, Report, Result } from '../../reports/model/report.ts';
import { totalsOf } from '../../reports/model/totals.ts';

export const CLIENTS = 30;
export const SCENARIOS = 400;
/** A few results hold lines of a mebibyte: 30 clients would not fit into one string, and no page should hold them. */
const MOST_OCTETS = 60_000;

/** A large report out of a small one: the results of one client, over and over, under names of their own. */
export function syntheticReport(small: Report): Report {
  const [client] = small.clients;
  const results = client?.results.filter((result) => JSON.stringify(result).length <= MOST_OCTETS) ?? [];
  if (client === undefined || results.length === 0) throw new Error('there is nothing to make a report of');
  const many = Array.from({ length: SCENARIOS }, (_, index): Result => {
    const result = results[index % results.length] as Result;
    const turn = Math.floor(index / results.length);
    return turn === 0 ? result : { ...result, id: `${result.id}-${turn + 1}` };
  });
  const clients = Array.from({ length: CLIENTS }, (_, index): ClientReport => ({
    ...client,
    name: `${client.name}-${index + 1}`,
    results: many,
    totals: totalsOf(many),
  }));
  return { ...small, clients };
}
