import type { ClientReport, Report } from '../model/report.ts';
import { MergeError } from './merge-error.ts';

/** One client as one of the merged reports has it. */
export interface ClientPart {
  readonly file: string;
  readonly report: Report;
  readonly client: ClientReport;
}

const nameOf = ({ name, settings }: ClientReport) => `${name} (${settings})`;

/** The parts of each client, by name and settings, in the order in which the clients first come. */
export function partsByClient(
  reports: readonly { readonly file: string; readonly report: Report }[],
): ClientPart[][] {
  const parts = new Map<string, ClientPart[]>();
  for (const { file, report } of reports) {
    for (const client of report.clients) {
      const own = parts.get(nameOf(client)) ?? [];
      parts.set(nameOf(client), [...own, { file, report, client }]);
    }
  }
  return [...parts.values()];
}

/**
 * Checks that the parts are one whole run, or every shard of one exactly once.
 *
 * @returns the parts in the order of the shards
 * @throws MergeError `same-client-twice`, `shard-twice`, `differ`, `shards-missing`
 */
export function wholeShardSet(parts: readonly ClientPart[]): readonly ClientPart[] {
  const [first] = parts;
  if (first === undefined) return [];
  const name = nameOf(first.client);
  const unsharded = parts.find(({ report }) => report.run.shard === null);
  const second = parts.find((part) => part !== unsharded);
  if (unsharded !== undefined) {
    if (second === undefined) return parts;
    throw new MergeError(
      'same-client-twice',
      `${name} is in ${unsharded.file} and in ${second.file}, and one of them is no shard. ` +
        'Name each client once, give one of them another name (run --name), or hold them against each other with ctcpspec compare.',
    );
  }
  const of = first.report.run.shard?.of ?? 0;
  const byIndex = new Map<number, ClientPart>();
  for (const part of parts) {
    const shard = part.report.run.shard ?? { index: 0, of: 0 };
    if (shard.of !== of)
      throw new MergeError(
        'differ',
        `${first.file} is one of ${of} shards of ${name}, and ${part.file} is one of ${shard.of}. Merge the shards of one run only.`,
      );
    const other = byIndex.get(shard.index);
    if (other !== undefined)
      throw new MergeError(
        'shard-twice',
        `${other.file} and ${part.file} are both shard ${shard.index}/${of} of ${name}. Take one of them out.`,
      );
    byIndex.set(shard.index, part);
  }
  const all = Array.from({ length: of }, (_, at) => at + 1);
  const missing = all.filter((index) => !byIndex.has(index)).map((index) => `${index}/${of}`);
  if (missing.length > 0)
    throw new MergeError(
      'shards-missing',
      `${name} is not whole: ${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. ` +
        'Nothing was written; what the missing shards would have found is unknown.',
    );
  return all.flatMap((index) => byIndex.get(index) ?? []);
}
