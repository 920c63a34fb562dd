import { Option, type Command } from 'commander';
import type { ClientReport, Report, Result, Standard } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { failureText } from '../../reports/terminal/failure.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { visible } from '../../reports/visible.ts';
import { Catalogue } from '../expect/catalogue.ts';
import { withGate } from '../expect/gate.ts';
import type { SettingName } from '../run/profile/load.ts';
import { runClient } from '../run/run-client.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import { BUILT_IN, type Scenario, type Suite } from '../scenario/model.ts';
import { exitCodeOf, EXIT, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { loadSuiteFile, loadSuites } from './load-suites.ts';
import { collect, whole, type Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';
import { chosen, clientToReplay, type ClientOverrides } from './replay/choose-client.ts';
import { findRecorded, type Recorded } from './replay/recorded.ts';
import { comparisonText, headingText } from './replay/replay-text.ts';
import { saveFixture } from './replay/save-fixture.ts';
import { replayLine } from './replay-line.ts';
import { UsageError } from './usage-error.ts';

export interface ReplayOptions extends ClientOverrides {
  readonly name?: string;
  readonly suite: readonly string[];
  readonly seed?: number;
  readonly timeout?: number;
  readonly gate?: 'must' | 'should';
  readonly standard?: Standard;
  readonly host: string;
  readonly keepHome: boolean;
  readonly save?: string;
  readonly as?: string;
}

/**
 * `ctcpspec replay REPORT ID` and `ctcpspec replay FILE`.
 *
 * @throws UsageError, InputError, ReportError for what the user can mend
 */
export async function replayCommand(
  file: string,
  id: string | null,
  options: ReplayOptions,
): Promise<ExitCode> {
  if (id !== null) return replayReport(file, id, options);
  if (!/\.ya?ml$/.test(file))
    throw new UsageError(
      'no-id',
      `Which result of ${file} is to be played?`,
      'Write its id behind it: ID or ID#CASE. A file of scenarios ends in .yaml and is played as a whole.',
    );
  if (options.save !== undefined || options.as !== undefined)
    throw new UsageError(
      'already-saved',
      `${file} is a file of scenarios already.`,
      'Leave out --save and --as, or name a report and an id.',
    );
  return replayFile(file, options);
}

async function replayReport(path: string, id: string, options: ReplayOptions): Promise<ExitCode> {
  const recorded = findRecorded(await readReport(path), id, options.name ?? null);
  const suite = await suiteOf(recorded, options.suite);
  const scenario = scenarioOf(recorded, suite);
  if (options.save !== undefined) {
    process.stdout.write(
      await saveFixture(recorded, scenario, suite, { file: options.save, as: options.as ?? null }),
    );
    return EXIT.met;
  }
  if (options.as !== undefined)
    throw new UsageError('as-without-save', '--as names what --save writes.', 'Add --save FILE.');
  // Floods are played under other settings than the rest.
  const { settings } = recorded.result;
  const client = await clientToReplay({ ...recorded.client, settings }, options);
  process.stdout.write(headingText(recorded));
  const { run, suite: graded } = recorded.report;
  const played = await play([onlyRecorded(scenario, recorded)], suite, client, {
    ...options,
    seed: options.seed ?? run.seed,
    timeout: options.timeout ?? run.timeoutMs,
    gate: options.gate ?? run.gate,
    standard: options.standard ?? graded.standard,
    window: run.window,
  });
  const [now] = played.clients[0]?.results ?? [];
  if (now !== undefined) {
    const only = recorded.caseName ?? scenario.cases[0]?.name ?? '';
    process.stdout.write(`\n${comparisonText(recorded, now, only, suite.hash)}`);
  }
  return tell(played, now === undefined ? [] : [now]);
}

async function replayFile(file: string, options: ReplayOptions): Promise<ExitCode> {
  const suite = await loadSuiteFile(file);
  const scenarios = suite.scenarios.filter(({ origin }) => origin.suite !== BUILT_IN);
  const client = await chosen({ ...options, name: options.name ?? null });
  process.stdout.write(`${visible(file)} on ${visible(client.name)}\n\n`);
  const played = await play(scenarios, suite, client, {
    ...options,
    seed: options.seed ?? 1,
    timeout: options.timeout ?? 20_000,
    gate: options.gate ?? 'must',
    standard: options.standard ?? 'modern',
    window: null,
  });
  const results = played.clients.flatMap((one) => one.results);
  for (const { verdict, id, reason } of results)
    process.stdout.write(`  ${verdict.padEnd(14)}  ${id}: ${visible(reason)}\n`);
  return tell(played, results);
}

/** A folder that is gone matters only for a result that came from it. */
async function suiteOf({ report, result }: Recorded, given: readonly string[]): Promise<Suite> {
  const folders = given.length > 0 ? given : report.run.suites;
  try {
    return await loadSuites(folders);
  } catch (error) {
    if (given.length > 0 || result.suite !== BUILT_IN) throw error;
    return loadSuites([]);
  }
}

function scenarioOf({ result, caseName }: Recorded, suite: Suite): Scenario {
  const found = suite.scenarios.find(({ id, aliases }) => id === result.id || aliases.includes(result.id));
  if (found === undefined)
    throw new UsageError(
      'scenario-gone',
      `The suite has no scenario '${result.id}' any more.`,
      'Load the folder that it stands in with --suite, or install the version of ctcpspec that recorded it.',
    );
  if (caseName !== null && !found.cases.some(({ name }) => name === caseName))
    throw new UsageError(
      'scenario-gone',
      `'${found.id}' has no case '${caseName}' any more.`,
      'Install the version of ctcpspec that recorded it.',
    );
  return found;
}

/** Peers and tokens hang on the id, so a renamed scenario is played under the name that was recorded. */
function onlyRecorded(scenario: Scenario, { result, caseName }: Recorded): Scenario {
  const cases = scenario.cases.filter(({ name }) => caseName === null || name === caseName);
  return { ...scenario, id: result.id, cases };
}

type PlayOptions = Pick<ReplayOptions, 'host' | 'keepHome' | 'suite'> &
  Required<Pick<ReplayOptions, 'seed' | 'timeout' | 'gate' | 'standard'>> & {
    readonly window: number | null;
  };

async function play(
  scenarios: readonly Scenario[],
  suite: Suite,
  client: ClientUnderTest,
  options: PlayOptions,
): Promise<Report> {
  const { seed, standard, gate, timeout, window, host, keepHome } = options;
  const interrupts = listenForInterrupts();
  const startedAt = new Date();
  const outcome = await runClient({
    client,
    suite,
    scenarios,
    signal: interrupts.signal,
    standard,
    gate,
    seed,
    jobs: null,
    window,
    timeoutMs: timeout,
    host,
    keepHome,
    onHome: (home) => process.stdout.write(`${client.name}: its home is ${home}\n`),
    replay: replayLine(client, {
      seed,
      suites: options.suite,
      profileFile: client.choice.profileFile,
      exec: client.choice.exec,
    }),
  });
  interrupts.stop();
  const complete = !outcome.interrupted;
  const one: ClientReport = withGate(outcome.report, {
    gate,
    catalogue: new Catalogue(suite.scenarios),
    expectations: null,
    clientVersion: null,
    today: startedAt.toISOString().slice(0, 10),
  });
  return {
    schemaVersion: 1,
    tool: { name: 'ctcpspec', version: TOOL_VERSION },
    suite: { version: TOOL_VERSION, hash: suite.hash, standard },
    run: {
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      seed,
      jobs: outcome.jobs,
      gate,
      complete,
      endedBy: complete ? null : interrupts.by(),
      filters: scenarios.map(({ id }) => id),
      suites: [...options.suite],
      requirements: null,
      shard: null,
      timeoutMs: timeout,
      window,
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
    requirements: [...suite.requirements.values()],
    clients: [one],
  };
}

function tell(played: Report, results: readonly Result[]): ExitCode {
  const style = styleFor(process.stdout, process.env);
  for (const result of results)
    if (!result.expected) process.stdout.write(`\n${failureText(result, played.requirements, style)}`);
  for (const { findings } of played.clients)
    for (const { message, code } of findings)
      process.stdout.write(`\n  ${visible(`${message} (${code})`)}\n`);
  const code = exitCodeOf(played);
  process.stdout.write(code === EXIT.met ? '\nThe gate is met.\n' : '\nThe gate is not met.\n');
  return code;
}

export function addReplayCommand(program: Command, ended: Ended): void {
  program
    .command('replay')
    .description(
      'play a recorded result again, byte for byte, or save it as a scenario; or play a saved file',
    )
    .argument('<file>', 'a report.json, or a file of scenarios (.yaml)')
    .argument('[id]', 'ID or ID#CASE of a result of the report')
    .exitOverride()
    .option('--save <file>', 'write the result as a scenario of your own instead of playing it')
    .option('--as <id>', 'the id of what --save writes (default: mine/ and the recorded one)')
    .option('--name <name>', 'which client of the report, when it holds several')
    .option('--exec <cmd>', 'another build: the command line of the client')
    .option('--profile <file>', 'another client: its profile (YAML)')
    .option('--client <name>', 'another client: the name of a built-in profile')
    .addOption(new Option('--settings <name>', 'other settings').choices(['stock', 'unthrottled']))
    .option('--suite <dir>', 'where scenarios of your own stand now; repeatable', collect, [])
    .option('--seed <n>', 'another seed, and so other peers and tokens', whole(0))
    .option('--timeout <ms>', 'another deadline', whole(100))
    .addOption(new Option('--gate <gate>', 'another gate').choices(['must', 'should']))
    .addOption(new Option('--standard <text>', 'another standard').choices(['modern', 'classic']))
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--keep-home', "keep the client's throw-away home", false)
    .action(
      async (file: string, id: string | undefined, options: ReplayOptions & { settings?: SettingName }) =>
        ended(await replayCommand(file, id ?? null, options)),
    );
}
