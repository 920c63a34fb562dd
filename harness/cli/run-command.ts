import { Option, type Command } from 'commander';
import { resolve } from 'node:path';
import { SCHEMA_VERSION, type ClientReport, type Report, type Standard } from '../../reports/model/report.ts';
import { Progress } from '../../reports/terminal/progress.ts';
import { failureText } from '../../reports/terminal/failure.ts';
import { visible } from '../../reports/visible.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { summaryText } from '../../reports/terminal/summary.ts';
import { reportFormats, writeReports, type ReportFormatName } from '../../reports/write.ts';
import { runClient, type ClientUnderTest } from '../run/run-client.ts';
import type { SettingName } from '../run/profile/load.ts';
import type { Suite } from '../scenario/model.ts';
import { Catalogue } from '../expect/catalogue.ts';
import { withGate, type GateRequest } from '../expect/gate.ts';
import { chooseClients } from './client-choice.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import {
  readExpectations,
  withExpectations,
  writeExpectations,
  type ExpectOptions,
} from './expect-options.ts';
import { HELD_TIMEOUT_MS, holderOf } from './hold.ts';
import { listenForInterrupts } from './interrupts.ts';
import { loadSuites } from './load-suites.ts';
import { formats, standardOption, whole, withClient, withSelection, type Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';
import { replayLine } from './replay-line.ts';
import { suiteOf } from './requirement-sets.ts';
import { selectScenarios } from './select.ts';

export interface RunOptions extends ExpectOptions {
  readonly exec?: string;
  readonly profile?: string;
  readonly name?: string;
  readonly suite: readonly string[];
  readonly filter: readonly string[];
  readonly area: readonly string[];
  readonly level: readonly string[];
  readonly jobs?: number;
  readonly window?: number;
  readonly seed: number;
  readonly timeout: number;
  readonly verbose: boolean;
  readonly keepHome: boolean;
  readonly hold: boolean;
  readonly out: string;
  readonly format: readonly ReportFormatName[];
  readonly gate: 'must' | 'should';
  readonly standard: Standard;
  readonly requirements?: string;
  readonly settings?: SettingName;
  readonly host: string;
}

/**
 * `ctcpspec run`: plays the suites against one or more clients and writes the report.
 *
 * @throws InputError, UsageError for what the user can mend; nothing has been started or written then
 */
export async function runCommand(profiles: readonly string[], options: RunOptions): Promise<ExitCode> {
  const suite = await suiteOf(await loadSuites(options.suite), options.requirements ?? null);
  const scenarios = selectScenarios(suite, options, options.standard);
  const clients = await chooseClients({
    profiles,
    exec: options.exec ?? null,
    profileFile: options.profile ?? null,
    name: options.name ?? null,
    settings: options.settings ?? null,
  });
  const request: GateRequest = {
    gate: options.gate,
    catalogue: new Catalogue(suite.scenarios),
    expectations: await readExpectations(options, { clients: clients.length, env: process.env }),
    clientVersion: options.clientVersion ?? null,
    today: new Date().toISOString().slice(0, 10),
    requirements: options.requirements ?? null,
  };
  const interrupts = listenForInterrupts();
  const style = styleFor(process.stdout, process.env);
  const progress = new Progress(process.stdout, style);
  const startedAt = new Date();
  const reports: ClientReport[] = [];
  let complete = true;
  let jobs = 1;
  for (const client of clients) {
    if (interrupts.signal.aborted) {
      complete = false;
      break;
    }
    const outcome = await playOne(client, { suite, scenarios, options, progress, signal: interrupts.signal });
    reports.push(withGate(outcome.report, request));
    jobs = Math.max(jobs, outcome.jobs);
    complete &&= !outcome.interrupted;
  }
  interrupts.stop();
  progress.end();
  const changes = options.updateExpect && complete ? await updated(reports, options, request) : [];
  const report = reportOf(reports, {
    suite,
    options,
    startedAt,
    jobs,
    endedBy: complete ? null : (interrupts.by() ?? 'an interruption'),
  });
  const files = await writeReports(report, resolve(options.out), [
    ...new Set<ReportFormatName>(['json', 'html', ...options.format]),
  ]);
  for (const { results } of report.clients) {
    const shown = results.filter(
      ({ verdict, expected }) =>
        options.verbose ||
        (!expected && (verdict === 'fail' || verdict === 'warn' || verdict === 'harness-error')),
    );
    for (const result of shown) process.stdout.write(`\n${failureText(result, report.requirements, style)}`);
  }
  process.stdout.write(`\n${summaryText(report, files, style)}`);
  if (changes.length > 0) process.stdout.write(`\n${changesText(changes, options.expect ?? '')}`);
  return exitCodeOf(report);
}

/** Writes what was found into the expectations, and looks at the results again by them. */
async function updated(
  reports: ClientReport[],
  options: RunOptions,
  request: GateRequest,
): Promise<readonly string[]> {
  const [client] = reports;
  const isSound = client?.results.every(({ verdict }) => verdict !== 'harness-error') === true;
  // Of a client that was not judged at all, nothing is known.
  if (!isSound || client.gate.complaints.some(({ code }) => code === 'nothing-judged')) return [];
  const changes = await writeExpectations(options, client, request);
  const expectations = await readExpectations(options, { clients: 1, env: process.env });
  reports[0] = withGate(client, { ...request, expectations });
  return changes;
}

function changesText(changes: readonly string[], file: string): string {
  const lines = changes.map((change) => `    ${visible(change)}\n`).join('');
  return `  ${visible(file)} was written. Give each new entry its reason before you commit it.\n${lines}`;
}

async function playOne(
  client: ClientUnderTest,
  run: {
    suite: Suite;
    scenarios: ReturnType<typeof selectScenarios>;
    options: RunOptions;
    progress: Progress;
    signal: AbortSignal;
  },
): Promise<Awaited<ReturnType<typeof runClient>>> {
  const { suite, scenarios, options, progress, signal } = run;
  let failed = 0;
  progress.update({ done: 0, total: scenarios.length, failed, now: `starting ${client.name}` });
  const holder = options.hold ? holderOf(signal) : null;
  const outcome = await runClient({
    client,
    suite,
    scenarios,
    signal,
    standard: options.standard,
    gate: options.gate,
    seed: options.seed,
    jobs: options.hold ? 1 : (options.jobs ?? null),
    window: options.window ?? null,
    onHold: holder?.hold ?? null,
    timeoutMs: options.hold ? HELD_TIMEOUT_MS : options.timeout,
    host: options.host,
    keepHome: options.keepHome,
    onHome: (home) => progress.say(`${client.name}: its home is ${home}`),
    replay: replayLine(client, {
      seed: options.seed,
      suites: options.suite,
      profileFile: options.profile ?? null,
      exec: options.exec ?? null,
    }),
    onDiscovered: ({ control, order, startMs }) => {
      const found = control === null ? 'answers no CTCP query' : `answers ${control.query}, order ${order}`;
      progress.say(`${client.name}: started in ${startMs} ms, ${found}`);
    },
    onResult: (result, done, total) => {
      if (result.verdict === 'fail') failed += 1;
      progress.result(result);
      progress.update({ done, total, failed, now: result.id });
    },
  });
  holder?.close();
  return outcome;
}

function reportOf(
  clients: readonly ClientReport[],
  {
    suite,
    options,
    startedAt,
    jobs,
    endedBy,
  }: { suite: Suite; options: RunOptions; startedAt: Date; jobs: number; endedBy: string | null },
): Report {
  const touched = new Set(
    clients.flatMap(({ results }) => results.flatMap(({ requirements }) => requirements)),
  );
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'ctcpspec', version: TOOL_VERSION },
    suite: { version: TOOL_VERSION, hash: suite.hash, standard: options.standard },
    run: {
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      seed: options.seed,
      jobs,
      gate: options.gate,
      complete: endedBy === null,
      endedBy,
      filters: [
        ...options.filter,
        ...options.area.map((area) => `area ${area}`),
        ...options.level.map((level) => `level ${level}`),
      ],
      suites: [...options.suite],
      requirements: options.requirements ?? null,
      shard: null,
      timeoutMs: options.timeout,
      window: options.window ?? null,
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
    requirements: [...suite.requirements.values()].filter(({ id }) => touched.has(id)),
    clients: [...clients],
  };
}

export function addRunCommand(program: Command, ended: Ended): void {
  withExpectations(
    withSelection(
      withClient(
        program
          .command('run')
          .description('play the suites against a client and write the report')
          .argument('[profile...]', 'names of client profiles; without any, the embedded reference client'),
      ),
    ),
  )
    .option(
      '--jobs <n>',
      'so many instances of the client side by side (default: as many as help it)',
      whole(1),
    )
    .option(
      '--window <n>',
      'so many queries in flight together at most; 3 is one stimulus between two controls (default: as many as the client takes)',
      whole(1),
    )
    .option('--seed <n>', 'peers and tokens are derived from it', whole(0), 1)
    .option('--hold', 'stop before and after each scenario, for a debugger; no deadline passes', false)
    .option('--verbose', 'show every result in full', false)
    .option('--out <dir>', 'where the reports go', 'ctcp-report')
    .option('--format <names>', `more formats, separated by commas: ${reportFormats.join(', ')}`, formats, [])
    .addOption(new Option('--gate <gate>', 'what fails the run').choices(['must', 'should']).default('must'))
    .addOption(standardOption())
    .option(
      '--requirements <date>',
      'the dated set that is scored, such as 2026-12; what is newer is played and shown, and fails no gate',
    )
    .action(async (profiles: string[], options: RunOptions) => ended(await runCommand(profiles, options)));
}
