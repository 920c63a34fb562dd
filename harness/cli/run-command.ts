import { Option, type Command } from 'commander';
import { join, resolve } from 'node:path';
import type { ClientReport, Report, Standard } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { Progress } from '../../reports/terminal/progress.ts';
import { inertLines } from '../../reports/inert-lines.ts';
import type { StartOfReport } from '../../reports/jsonl/lines.ts';
import { failureText } from '../../reports/terminal/failure.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { summaryText } from '../../reports/terminal/summary.ts';
import { renderReport, reportFormats, writeRendered, type ReportFormatName } from '../../reports/write.ts';
import { visible } from '../../reports/visible.ts';
import { runClient, type ClientUnderTest } from '../run/run-client.ts';
import type { SettingName } from '../run/profile/load.ts';
import type { Scenario, Suite } from '../scenario/model.ts';
import { withGate, type GateRequest } from '../expect/gate.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import {
  readExpectations,
  withExpectations,
  writeExpectations,
  type ExpectOptions,
} from './expect-options.ts';
import { HELD_TIMEOUT_MS, holderOf } from './hold.ts';
import { listenForInterrupts, type Interrupts } from './interrupts.ts';
import { LiveReport } from './live-report.ts';
import { collect, formats, standardOption, whole, withClient, withSelection, type Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';
import { replayLine } from './replay-line.ts';
import { narrowToFailed, planFor, type Plan } from './run-plan.ts';
import { shard, type Shard } from './shards/shard.ts';
import { appendStepSummary } from './step-summary.ts';
import { watchRun } from './watch/watch-run.ts';

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
  readonly shard?: Shard;
  readonly lastFailed: boolean;
  readonly watch: boolean;
  readonly watchPath: readonly string[];
}

/**
 * `ctcpspec run`: plays the suites against one or more clients and writes the report.
 *
 * @throws InputError, UsageError, ReportError for what the user can mend; nothing has been started or written then
 */
export async function runCommand(profiles: readonly string[], options: RunOptions): Promise<ExitCode> {
  const plan = await planFor(profiles, options);
  const last = options.lastFailed ? await readReport(join(options.out, 'report.json')) : null;
  const interrupts = listenForInterrupts();
  try {
    if (options.watch) {
      await watchRun(plan, last, {
        profiles,
        options,
        signal: interrupts.signal,
        play: (next) => playAndWrite(next, options, interrupts),
      });
      return EXIT.interrupted;
    }
    const narrowed = last === null ? plan : narrowToFailed(plan, last, options);
    if (narrowed === null) {
      process.stdout.write('There is nothing to play again; the earlier report stands.\n');
      return EXIT.met;
    }
    return exitCodeOf(await playAndWrite(narrowed, options, interrupts));
  } finally {
    interrupts.stop();
  }
}

async function playAndWrite(plan: Plan, options: RunOptions, interrupts: Interrupts): Promise<Report> {
  const style = styleFor(process.stdout, process.env);
  const progress = new Progress(process.stdout, style);
  const startedAt = new Date();
  const out = resolve(plan.out);
  const start = startOf({ ...plan, options, startedAt });
  const live = options.format.includes('jsonl') ? new LiveReport(out, start) : null;
  const reports: ClientReport[] = [];
  let complete = true;
  let jobs = 1;
  for (const { client, scenarios } of plan.parts) {
    if (interrupts.signal.aborted) {
      complete = false;
      break;
    }
    live?.client(client);
    const outcome = await playOne(client, {
      suite: plan.suite,
      scenarios,
      options,
      progress,
      live,
      signal: interrupts.signal,
    });
    live?.played(outcome.report);
    reports.push(withGate(outcome.report, plan.gate));
    jobs = Math.max(jobs, outcome.jobs);
    complete &&= !outcome.interrupted;
  }
  progress.end();
  const changes = options.updateExpect && complete ? await updated(reports, options, plan.gate) : [];
  const report = reportOf(reports, {
    suite: plan.suite,
    start,
    startedAt,
    jobs,
    endedBy: complete ? null : (interrupts.by() ?? 'an interruption'),
  });
  const others = options.format.filter((name) => name !== 'jsonl');
  const rendered = renderReport(report, out, ['json', 'html', ...others]);
  live?.end(report);
  const files = [...(await writeRendered(rendered)), ...(live === null ? [] : [live.path])];
  const unsummed = await appendStepSummary(report, process.env);
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
  process.stdout.write(rendered.printed);
  if (unsummed !== null) process.stderr.write(`${inertLines(visible(unsummed))}\n`);
  return report;
}

/** Writes what was found into the expectations, and looks at the results again by them. */
export async function updated(
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
  return inertLines(
    `  ${visible(file)} was written. Give each new entry its reason before you commit it.\n${lines}`,
  );
}

async function playOne(
  client: ClientUnderTest,
  run: {
    suite: Suite;
    scenarios: readonly Scenario[];
    options: RunOptions;
    progress: Progress;
    live: LiveReport | null;
    signal: AbortSignal;
  },
): Promise<Awaited<ReturnType<typeof runClient>>> {
  const { suite, scenarios, options, progress, live, signal } = run;
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
    onDiscovered: (discovery) => {
      live?.discovered(discovery);
      const { control, order, startMs } = discovery;
      const found = control === null ? 'answers no CTCP query' : `answers ${control.query}, order ${order}`;
      progress.say(`${client.name}: started in ${startMs} ms, ${found}`);
    },
    onResult: (result, done, total) => {
      if (result.verdict === 'fail') failed += 1;
      live?.result(result);
      progress.result(result);
      progress.update({ done, total, failed, now: result.id });
    },
  });
  holder?.close();
  return outcome;
}

/** What is known of a report before anything is played. */
export function startOf(about: {
  readonly suite: Suite;
  readonly options: RunOptions;
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
    .option(
      '--format <names>',
      `more formats, separated by commas: ${reportFormats.join(', ')}, or all`,
      formats,
      [],
    )
    .addOption(new Option('--gate <gate>', 'what fails the run').choices(['must', 'should']).default('must'))
    .addOption(standardOption())
    .option(
      '--requirements <date>',
      'the dated set that is scored, such as 2026-12; what is newer is played and shown, and fails no gate',
    )
    .addOption(
      new Option('--shard <i/n>', 'only the I-th of N even parts, for N machines; see merge').argParser(
        shard,
      ),
    )
    .addOption(
      new Option(
        '--last-failed',
        'only what failed or was not expected in the last report of --out; written to last-failed/ in it',
      )
        .default(false)
        .conflicts('shard'),
    )
    .addOption(
      new Option('--watch', "play again when the client's files change: what failed, or everything")
        .default(false)
        .conflicts('updateExpect'),
    )
    .option('--watch-path <path>', 'watch this file or folder too; repeatable', collect, [])
    .action(async (profiles: string[], options: RunOptions) => ended(await runCommand(profiles, options)));
}
