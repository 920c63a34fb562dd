import type { StartOfReport } from '../../reports/jsonl/lines.ts';
import type { ClientReport, Report } from '../../reports/model/report.ts';
import type { Suite } from '../scenario/model.ts';
import { TOOL_VERSION } from './package-root.ts';
import type { RunOptions } from './run-options.ts';

/** What of the command line stands in a report. */
export type ReportedOptions = Pick<
  RunOptions,
  | 'standard'
  | 'seed'
  | 'gate'
  | 'filter'
  | 'area'
  | 'level'
  | 'suite'
  | 'requirements'
  | 'shard'
  | 'timeout'
  | 'window'
>;

/** What is known of a report before anything is played. */
export function startOf(about: {
  readonly suite: Suite;
  readonly options: ReportedOptions;
  readonly startedAt: Date;
  /** What besides the filters narrowed the choice. */
  readonly narrowed?: readonly string[];
}): StartOfReport {
  const { suite, options, startedAt, narrowed = [] } = about;
  return {
    schemaVersion: 1,
    tool: { name: 'ctcpspec', version: TOOL_VERSION },
    suite: { version: TOOL_VERSION, hash: suite.hash, standard: options.standard },
    run: {
      startedAt: startedAt.toISOString(),
      seed: options.seed,
      gate: options.gate,
      filters: [
        ...options.filter,
        ...options.area.map((area) => `area ${area}`),
        ...options.level.map((level) => `level ${level}`),
        ...narrowed,
      ],
      suites: [...options.suite],
      requirements: options.requirements ?? null,
      shard: options.shard ?? null,
      timeoutMs: options.timeout,
      window: options.window ?? null,
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
  };
}

export function reportOf(
  clients: readonly ClientReport[],
  played: {
    suite: Suite;
    start: StartOfReport;
    startedAt: Date;
    jobs: number;
    endedBy: string | null;
  },
): Report {
  const { suite, start, startedAt, jobs, endedBy } = played;
  const touched = new Set(
    clients.flatMap(({ results }) => results.flatMap(({ requirements }) => requirements)),
  );
  return {
    ...start,
    run: {
      ...start.run,
      durationMs: Date.now() - startedAt.getTime(),
      jobs,
      complete: endedBy === null,
      endedBy,
    },
    requirements: [...suite.requirements.values()].filter(({ id }) => touched.has(id)),
    clients: [...clients],
  };
}
