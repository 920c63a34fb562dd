import { quote } from 'shlex';
import type { Report } from '../../reports/model/report.ts';
import { reportOf, type RunOptions } from '../cli/run-command.ts';
import { replayLine } from '../cli/replay-line.ts';
import { UsageError } from '../cli/usage-error.ts';
import { withGate } from '../expect/gate.ts';
import { runClient, type ClientUnderTest } from '../run/run-client.ts';
import { clientUnderTest } from './client-option.ts';
import type { RunClientOptions } from './options.ts';
import { selected, type Selected } from './scenarios.ts';

/** A client and what it is to be asked: everything that can be wrong with the options has been found by then. */
export interface PreparedRun extends Selected {
  readonly client: ClientUnderTest;
  readonly options: RunClientOptions;
}

/** @throws InputError, UsageError as `run` does */
export async function prepare(options: RunClientOptions): Promise<PreparedRun> {
  checkNumbers(options);
  const [chosen, client] = await Promise.all([selected(options), clientUnderTest(options.client)]);
  return { ...chosen, client, options };
}

/**
 * Plays the suites against one client. Nothing is written, and nothing is left running.
 *
 * A client that cannot be tested does not make it throw: the report then has a finding with `fatal`, and its gate is
 * not met. `report.clients[0].gate` says whether all is as it should be, and if not, why.
 *
 * @throws InputError, with every problem of every file that cannot be used
 * @throws UsageError for options that contradict each other, or match nothing
 */
export async function run(options: RunClientOptions): Promise<Report> {
  return play(await prepare(options));
}

export async function play({ options, client, suite, scenarios, standard }: PreparedRun): Promise<Report> {
  const startedAt = new Date();
  const { gate = 'must', seed = 1, timeoutMs = 20_000, suites = [], onProgress } = options;
  const signal = options.signal ?? new AbortController().signal;
  const outcome = await runClient({
    client,
    suite,
    scenarios,
    standard,
    gate,
    seed,
    jobs: options.jobs ?? null,
    window: options.window ?? null,
    timeoutMs,
    host: '127.0.0.1',
    keepHome: false,
    signal,
    replay: replayOf(options, client),
    onResult: ({ id }, done, of) => onProgress?.(done, of, id),
  });
  const report = withGate(outcome.report, { complete: !outcome.interrupted });
  const runOptions: RunOptions = {
    suite: suites,
    filter: options.filter ?? [],
    area: options.area ?? [],
    level: options.level ?? [],
    seed,
    timeout: timeoutMs,
    verbose: false,
    keepHome: false,
    hold: false,
    out: '',
    format: [],
    gate,
    standard,
    host: '127.0.0.1',
    ...(options.window === undefined ? {} : { window: options.window }),
  };
  const endedBy = outcome.interrupted ? 'the signal that was given' : null;
  return reportOf([report], { suite, options: runOptions, startedAt, jobs: outcome.jobs, endedBy });
}

/** A client inside this process has no command line; it is told what to ask for instead. */
function replayOf(options: RunClientOptions, client: ClientUnderTest): (id: string) => string {
  const { seed = 1, suites = [] } = options;
  if (client.command === null) return (id) => `the same, with filter: [${quote(id)}] and seed: ${seed}`;
  const { profileFile, exec } = client.choice;
  return replayLine(client, { seed, suites, profileFile, exec });
}

function checkNumbers(options: RunClientOptions): void {
  const least = { seed: 0, jobs: 1, window: 1, timeoutMs: 100 } as const;
  for (const [name, from] of Object.entries(least) as [keyof typeof least, number][]) {
    const value = options[name];
    if (value === undefined || (Number.isSafeInteger(value) && value >= from)) continue;
    throw new UsageError(
      'bad-number',
      `The option ${name} is ${String(value)}.`,
      `Give a whole number from ${from}.`,
    );
  }
}
