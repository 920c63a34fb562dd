import { InvalidArgumentError } from 'commander';
import type { Report } from '../../../reports/model/report.ts';
import { counted } from '../../../reports/wording.ts';
import { UsageError } from '../usage-error.ts';
import type { CostOf } from './costs.ts';

export type Shard = NonNullable<Report['run']['shard']>;

/**
 * Reads `I/N`, for the command line.
 *
 * @throws InvalidArgumentError
 */
export function shard(value: string): Shard {
  const [, index, of] = /^([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})$/.exec(value) ?? [];
  if (index === undefined || of === undefined || Number(index) > Number(of)) {
    throw new InvalidArgumentError('Give I/N with I from 1 to N: 1/4 is the first of four shards.');
  }
  return { index: Number(index), of: Number(of) };
}

/**
 * The part of some scenarios that a shard plays. The dearest is dealt first, each to the shard that has least so
 * far, so that no two shards differ by more than the cost of one scenario. It hangs on the ids and costs alone, not on
 * the order of the scenarios, so that N machines agree without a word.
 *
 * @returns at least one scenario, in the order in which they were given
 * @throws UsageError when there are more shards than scenarios: an empty shard would look green
 */
export function shardOf<Scenario extends { readonly id: string }>(
  scenarios: readonly Scenario[],
  { index, of }: Shard,
  costOf: CostOf,
): Scenario[] {
  if (of > scenarios.length) {
    throw new UsageError(
      'too-many-shards',
      `--shard ${index}/${of}: only ${counted(scenarios.length, 'scenario')} can be dealt, so that some shards would play nothing.`,
      `Use ${counted(scenarios.length, 'shard')} at most.`,
    );
  }
  const dearestFirst = [...scenarios].sort(
    (a, b) => costOf(b.id) - costOf(a.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const loads = Array.from({ length: of }, () => 0);
  const own = new Set<string>();
  for (const { id } of dearestFirst) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + costOf(id);
    if (least === index - 1) own.add(id);
  }
  return scenarios.filter(({ id }) => own.has(id));
}
