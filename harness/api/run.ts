import { quote } from 'shlex';
import type { Report } from '../../reports/model/report.ts';
import { NO_REASON, readExpectations } from '../cli/expect-options.ts';
import type { RunOptions } from '../cli/run-options.ts';
import { reportOf, startOf } from '../cli/run-report.ts';
import { updated } from '../cli/update-expectations.ts';
import { replayLine } from '../cli/replay-line.ts';
import { UsageError } from '../cli/usage-error.ts';
import { Catalogue } from '../expect/catalogue.ts';
import { withGate, type GateRequest } from '../expect/gate.ts';
import { runClient } from '../run/run-client.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import { clientUnderTest } from './client-option.ts';
import type { RunClientOptions } from './options.ts';
import { selected, type Selected } from './scenarios.ts';

/** A client and what it is to be asked: everything that can be wrong with the options has been found by then. */
export interface PreparedRun extends Selected {
  readonly client: ClientUnderTest;
  readonly options: RunClientOptions;
  readonly asRunCommand: RunOptions;
  readonly gateRequest: GateRequest;
}

/** @throws InputError, UsageError as `run` does */
export async function prepare(options: RunClientOptions): Promise<PreparedRun> {
  checkNumbers(options);
  const asRunCommand = runOptionsOf(options);
  const [chosen, client, expectations] = await Promise.all([
    selected(options),
    clientUnderTest(options.client),
    readExpectations(asRunCommand, { clients: 1, env: process.env }),
  ]);
  const gateRequest = {
    gate: asRunCommand.gate,
    catalogue: new Catalogue(chosen.suite.scenarios),
    expectations,
    clientVersion: options.clientVersion ?? null,
    today: new Date().toISOString().slice(0, 10),
  };
  return { ...chosen, client, options, asRunCommand, gateRequest };
}

/**
 * Plays the suites against one client. Nothing is written (but for `updateExpect`), and nothing is left running.
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

export async function play(prepared: PreparedRun): Promise<Report> {
  const { options, asRunCommand, gateRequest, client, suite, scenarios, standard } = prepared;
  const startedAt = new Date();
  const { gate, seed, timeout: timeoutMs, host } = asRunCommand;
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
    host,
    keepHome: false,
    signal: options.signal ?? new AbortController().signal,
    replay: replayOf(options, client),
    onResult: ({ id }, done, of) => options.onProgress?.(done, of, id),
  });
  const reports = [withGate(outcome.report, gateRequest)];
  if (asRunCommand.updateExpect && !outcome.interrupted) await updated(reports, asRunCommand, gateRequest);
  const endedBy = outcome.interrupted ? 'the signal that was given' : null;
  const start = startOf({ suite, options: asRunCommand, startedAt });
  return reportOf(reports, { suite, start, startedAt, jobs: outcome.jobs, endedBy });
}

/** The same in the words of the command line, which has the same defaults. */
function runOptionsOf(options: RunClientOptions): RunOptions {
  const { expect, clientVersion, window } = options;
  return {
    suite: options.suites ?? [],
    filter: options.filter ?? [],
    area: options.area ?? [],
    level: options.level ?? [],
    seed: options.seed ?? 1,
    timeout: options.timeoutMs ?? 20_000,
    gate: options.gate ?? 'must',
    standard: options.standard ?? 'modern',
    updateExpect: options.updateExpect ?? false,
    reason: NO_REASON,
    evenInCi: false,
    verbose: false,
    keepHome: false,
    hold: false,
    lastFailed: false,
    watch: false,
    watchPath: [],
    out: '',
    format: [],
    tls: false,
    websocket: false,
    host: '127.0.0.1',
    ...(expect === undefined ? {} : { expect }),
    ...(clientVersion === undefined ? {} : { clientVersion }),
    ...(window === undefined ? {} : { window }),
  };
}

/** A client inside this process has no command line; it is told what to ask for instead. */
function replayOf(
  options: RunClientOptions,
  client: ClientUnderTest,
): (id: string, settings: string) => string {
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
