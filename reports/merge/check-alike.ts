import type { ClientReport, Report } from '../model/report.ts';
import { MergeError } from './merge-error.ts';

interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/** What one report says once for all its clients, and so must be the same in all that are merged. */
const ofTheRun: readonly [what: string, of: (report: Report) => unknown][] = [
  ['versions of ctcpspec', ({ tool }) => tool.version],
  ['suites', ({ suite }) => suite.hash],
  ['standards (--standard)', ({ suite }) => suite.standard],
  ['seeds (--seed)', ({ run }) => run.seed],
  ['gates (--gate)', ({ run }) => run.gate],
  ['sets of requirements (--requirements)', ({ run }) => run.requirements],
  ['filters', ({ run }) => [...run.filters].sort()],
  ["suites of one's own (--suite)", ({ run }) => run.suites],
];

/** @throws MergeError `differ`, with the two files and what they have */
export function checkRunsAlike([first, ...others]: readonly NamedReport[]): void {
  for (const other of others) {
    for (const [what, of] of ofTheRun)
      checkAlike(what, first, other, ({ report }: NamedReport) => of(report));
  }
}

export interface ShardOfClient {
  readonly file: string;
  readonly client: ClientReport;
}

const ofTheClient: readonly [what: string, of: (client: ClientReport) => unknown][] = [
  ['commands', ({ command }) => command],
  ['profiles', ({ profile }) => profile],
  ['choices of the client', ({ choice }) => choice],
  ['expectations (--expect)', ({ gate }) => gate.expectations],
];

/**
 * Whether these are shards of one and the same client.
 *
 * @throws MergeError `differ`
 */
export function checkClientsAlike(shards: readonly ShardOfClient[]): void {
  const [first, ...others] = shards;
  for (const other of others) {
    for (const [what, of] of ofTheClient)
      checkAlike(what, first, other, ({ client }: ShardOfClient) => of(client));
  }
  // A shard in which the client did not start knows no version.
  const [known, ...rest] = shards.filter(({ client }) => client.version !== null);
  for (const other of rest)
    checkAlike('versions of the client', known, other, ({ client }: ShardOfClient) => client.version);
}

function checkAlike<One extends { readonly file: string }>(
  what: string,
  first: One | undefined,
  other: One,
  of: (one: One) => unknown,
): void {
  if (first === undefined) return;
  const [before, after] = [JSON.stringify(of(first)), JSON.stringify(of(other))];
  if (before === after) return;
  throw new MergeError(
    'differ',
    `${first.file} and ${other.file} have different ${what}: ${before} and ${after}. ` +
      'Only runs that were started alike can be merged; write them again with the same options and the same ctcpspec.',
  );
}
