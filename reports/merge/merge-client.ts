import type { ClientReport, Result, Spent, Totals } from '../model/report.ts';
import { totalsOf, verdicts } from '../model/totals.ts';
import { checkClientsAlike } from './check-alike.ts';
import { MergeError } from './merge-error.ts';
import { mergedGate } from './merged-gate.ts';
import type { ClientPart } from './shard-set.ts';

/**
 * One client from all its shards, as one run would have reported it. What was found out about the client beforehand
 * is taken from the first shard that found out anything.
 *
 * @param parts in the order of the shards
 * @throws MergeError `differ`, `scenario-twice`
 */
export function mergeClient(parts: readonly ClientPart[], mostFlaky: number): ClientReport {
  const [first] = parts;
  if (first === undefined) throw new Error('there is no shard to merge');
  if (parts.length === 1) return first.client;
  checkClientsAlike(parts);
  const shards = parts.map(({ client }) => client);
  const results = mergeResults(parts);
  return {
    ...first.client,
    version: shards.find(({ version }) => version !== null)?.version ?? null,
    discovery: shards.find(({ discovery }) => discovery !== null)?.discovery ?? null,
    findings: [
      ...new Map(
        shards
          .flatMap(({ findings }) => findings)
          .map((finding) => [JSON.stringify([finding.code, finding.step, finding.message]), finding]),
      ).values(),
    ],
    ...mergedSpent(shards),
    totals: totalsOf(results.filter(({ scored }) => scored)),
    apart: mergeApart(shards, results),
    gate: mergedGate(shards, results, mostFlaky),
    results,
  };
}

/** Shards run on machines of their own, so that only the sums say something. */
function mergedSpent(shards: readonly ClientReport[]): Pick<ClientReport, 'spent'> {
  const all = shards.flatMap(({ spent }) => (spent === undefined ? [] : [spent]));
  if (all.length < shards.length) return {};
  const sum = (key: keyof Spent): number => all.reduce((total, one) => total + one[key], 0);
  return {
    spent: {
      elapsedMs: sum('elapsedMs'),
      instances: sum('instances'),
      startingMs: sum('startingMs'),
      observingMs: sum('observingMs'),
    },
  };
}

/** A run plays and reports its scenarios by id. */
function mergeResults(parts: readonly ClientPart[]): Result[] {
  const files = new Map<string, string>();
  for (const { file, client } of parts) {
    for (const { id } of client.results) {
      const other = files.get(id);
      if (other !== undefined)
        throw new MergeError(
          'scenario-twice',
          `${other} and ${file} both have ${id}, so that they are not shards of one run. Write them again with the same ctcpspec.`,
        );
      files.set(id, file);
    }
  }
  return parts.flatMap(({ client }) => client.results).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What is not scored is counted under names of which only the run knows how they came about; counts add up. */
function mergeApart(shards: readonly ClientReport[], results: readonly Result[]): ClientReport['apart'] {
  const sums = new Map<string, Totals>();
  for (const { name, totals } of shards.flatMap(({ apart }) => apart)) {
    const sum = { ...(sums.get(name) ?? totalsOf([])) };
    for (const verdict of verdicts) sum[verdict] += totals[verdict];
    sums.set(name, sum);
  }
  const place = (name: string): number => {
    const at = results.findIndex(({ scored, suite }) => !scored && suite === name);
    return at === -1 ? results.length : at;
  };
  return [...sums].map(([name, totals]) => ({ name, totals })).sort((a, b) => place(a.name) - place(b.name));
}
