import type { Report } from '../model/report.ts';
import { checkRunsAlike } from './check-alike.ts';
import { mergeClient } from './merge-client.ts';
import { partsByClient, wholeShardSet } from './shard-set.ts';

export interface MergeOptions {
  /** How many scenarios known-flaky entries may cover before the gate complains. */
  readonly mostFlaky: number;
}

/**
 * One report from several: shards of one client, several clients, or shards of several clients.
 *
 * @param reports at least one, each with the name of its file for messages
 * @throws MergeError when they do not belong together, or shards are missing
 */
export function mergeReports(
  reports: readonly { readonly file: string; readonly report: Report }[],
  { mostFlaky }: MergeOptions,
): Report {
  const [first] = reports;
  if (first === undefined) throw new Error('there is no report to merge');
  checkRunsAlike(reports);
  const clients = partsByClient(reports).map((parts) => mergeClient(wholeShardSet(parts), mostFlaky));
  const all = reports.map(({ report }) => report);
  const requirements = new Map(all.flatMap((one) => one.requirements.map((rule) => [rule.id, rule])));
  return {
    ...first.report,
    run: mergeRuns(reports),
    // A run lists them as the suite does: by id.
    requirements: [...requirements.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    clients,
  };
}

function mergeRuns(reports: readonly { readonly file: string; readonly report: Report }[]): Report['run'] {
  const runs = reports.map(({ report }) => report.run);
  const [first] = runs;
  if (first === undefined) throw new Error('there is no run to merge');
  const cut = reports.filter(({ report }) => !report.run.complete);
  const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(', ');
  return {
    ...first,
    startedAt: runs.map(({ startedAt }) => startedAt).sort()[0] ?? first.startedAt,
    // The time that was played, not the time that passed: shards may have run side by side, or days apart.
    durationMs: runs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    jobs: Math.max(...runs.map(({ jobs }) => jobs)),
    complete: cut.length === 0,
    endedBy:
      cut.length === 0
        ? null
        : cut.map(({ file, report }) => `${file}: ${report.run.endedBy ?? 'incomplete'}`).join('; '),
    shard: null,
    timeoutMs: Math.max(...runs.map(({ timeoutMs }) => timeoutMs)),
    window: runs.every(({ window }) => window === first.window) ? first.window : null,
    platform: distinct(runs.map(({ platform }) => platform)),
    node: distinct(runs.map(({ node }) => node)),
  };
}
