import { join } from 'node:path';
import type { Report } from '../../reports/model/report.ts';
import { visible } from '../../reports/visible.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import type { Scenario, Suite } from '../scenario/model.ts';
import { Catalogue } from '../expect/catalogue.ts';
import type { GateRequest } from '../expect/gate.ts';
import { askedTransport, chooseClients } from './client-choice.ts';
import { readExpectations } from './expect-options.ts';
import { LAST_FAILED, lastFailed } from './last-failed.ts';
import { loadSuites } from './load-suites.ts';
import { checkOutFolder } from './out-folder.ts';
import type { RunOptions } from './run-options.ts';
import { suiteOf } from './requirement-sets.ts';
import { selectScenarios } from './select.ts';
import { shardOf, type Shard } from './shards/shard.ts';

/** Which clients play what, and where that is written. */
export interface Plan {
  readonly suite: Suite;
  readonly parts: readonly { readonly client: ClientUnderTest; readonly scenarios: readonly Scenario[] }[];
  readonly gate: GateRequest;
  readonly out: string;
  /** What besides the filters narrowed the choice. */
  readonly narrowed: readonly string[];
}

type SuiteOptions = Pick<
  RunOptions,
  'out' | 'suite' | 'requirements' | 'filter' | 'area' | 'level' | 'standard'
>;

/**
 * The suite, and what of it is to be played.
 *
 * @throws InputError, UsageError for what the user can mend
 */
export async function selectionFor(options: SuiteOptions): Promise<{ suite: Suite; selected: Scenario[] }> {
  await checkOutFolder(options.out);
  const suite = await suiteOf(await loadSuites(options.suite), options.requirements ?? null);
  return { suite, selected: selectScenarios(suite, options, options.standard) };
}

/** @throws InputError, UsageError for what the user can mend */
export async function planFor(profiles: readonly string[], options: RunOptions): Promise<Plan> {
  const { suite, selected } = await selectionFor(options);
  const scenarios = options.shard === undefined ? selected : await ownShare(selected, options.shard);
  const clients = await chooseClients({
    profiles,
    exec: options.exec ?? null,
    profileFile: options.profile ?? null,
    name: options.name ?? null,
    settings: options.settings ?? null,
    transport: askedTransport(options),
  });
  return {
    suite,
    parts: clients.map((client) => ({ client, scenarios })),
    gate: {
      ...gateFor(options, suite),
      expectations: await readExpectations(options, { clients: clients.length, env: process.env }),
      clientVersion: options.clientVersion ?? null,
    },
    out: options.out,
    narrowed: [],
  };
}

/** The gate of a run of which nothing is expected. */
export function gateFor(
  { gate, requirements = null }: { gate: GateRequest['gate']; requirements?: string | null | undefined },
  suite: Suite,
): GateRequest {
  return {
    gate,
    catalogue: new Catalogue(suite.scenarios),
    expectations: null,
    clientVersion: null,
    today: new Date().toISOString().slice(0, 10),
    requirements,
  };
}

async function ownShare(selected: readonly Scenario[], shard: Shard): Promise<readonly Scenario[]> {
  const { measuredCosts } = await import('./shards/costs.ts');
  return shardOf(selected, shard, measuredCosts());
}

/**
 * What failed in an earlier report, to be written beside it: it must not replace a report that holds more.
 *
 * @returns null when there is nothing to play again
 */
export function narrowToFailed(plan: Plan, last: Report, options: RunOptions): Plan | null {
  const file = join(options.out, 'report.json');
  const parts = plan.parts.flatMap(({ client, scenarios }) => {
    const failed = lastFailed(last, { client, scenarios, file });
    process.stdout.write(`${visible(failed.sentence)}\n`);
    return failed.scenarios.length === 0 ? [] : [{ client, scenarios: failed.scenarios }];
  });
  if (parts.length === 0) return null;
  return { ...plan, parts, out: join(options.out, LAST_FAILED), narrowed: [LAST_FAILED] };
}
