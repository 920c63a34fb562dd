import { InvalidArgumentError, Option, type Command } from 'commander';
import { quote } from 'shlex';
import { reportFormats } from '../../reports/format-names.ts';
import { isPlayedStock } from '../scenario/model.ts';
import { ServerError } from '../server/server-error.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { listenForInterrupts } from './interrupts.ts';
import { formats, standardOption, whole, withSelection, type Ended } from './options.ts';
import { gateFor, selectionFor } from './run-plan.ts';
import type { ServeOptions } from './serve/serve-options.ts';
import { ServeReports } from './serve/serve-reports.ts';
import { serveUntilEnded } from './serve/serve-until-ended.ts';
import { UsageError } from './usage-error.ts';
import { printReport } from './write-report.ts';

/**
 * `ctcpspec serve`: plays the suites with clients that persons start, and writes the report.
 *
 * @throws InputError, UsageError for what the user can mend; nothing has been opened or written then
 */
export async function serveCommand(options: ServeOptions): Promise<ExitCode> {
  const { suite, selected } = await selectionFor(options);
  const isNamed = options.filter.length > 0 || options.area.length > 0;
  const scenarios = isNamed ? selected : selected.filter((one) => !isPlayedStock(one));
  const reports = new ServeReports(suite, options, {
    gate: gateFor(options, suite),
    narrowed: scenarios.length < selected.length ? ['without floods'] : [],
  });
  const interrupts = listenForInterrupts();
  try {
    await serveUntilEnded(options, {
      reports,
      signal: interrupts.signal,
      leftOut: selected.length - scenarios.length,
      play: {
        suite,
        scenarios,
        standard: options.standard,
        gate: options.gate,
        seed: options.seed,
        window: options.window ?? null,
        timeoutMs: options.timeout,
        host: options.host,
        transport: options.tls ? 'tls' : 'tcp',
        replay: (id) => replayLine(id, options),
      },
    });
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new UsageError(error.code, error.message, 'Nothing was opened.');
  } finally {
    interrupts.stop();
  }
  if (reports.written === null) {
    process.stdout.write('No client was played, so nothing was written.\n');
    return interrupts.signal.aborted ? EXIT.interrupted : EXIT.notMet;
  }
  const { report, written } = reports.written;
  await printReport(report, written, { verbose: options.verbose, changes: null });
  return exitCodeOf(report);
}

/** A person is needed to play it again, and so is the page that leads through it. */
function replayLine(id: string, { seed, suite, tls }: ServeOptions): string {
  const suites = suite.flatMap((directory) => ['--suite', quote(directory)]);
  return [
    'npx ctcpspec serve',
    ...(tls ? ['--tls'] : []),
    ...suites,
    '--filter',
    quote(id),
    '--seed',
    String(seed),
  ].join(' ');
}

function portNumber(value: string): number {
  const port = whole(0)(value);
  if (port > 65535) throw new InvalidArgumentError('A port is at most 65535; 0 takes any.');
  return port;
}

export function addServeCommand(program: Command, ended: Ended): void {
  withSelection(
    program
      .command('serve')
      .description('wait for a client that a person starts, and lead through what only a person can do')
      .exitOverride(),
  )
    .option('--port <port>', 'the port that clients connect to; 0 takes any', portNumber, 6667)
    .option('--tls', 'speak TLS on it', false)
    .option(
      '--host <address>',
      'the address that clients connect to; 0.0.0.0 lets in everybody on the network, such as a phone',
      '127.0.0.1',
    )
    .option('--http <port>', 'the port of the page, on this machine only; 0 takes any', portNumber, 8067)
    .option('--no-page', 'no page: everything is asked in the terminal')
    .option('--once', 'end as soon as the clients that came are done with', false)
    .option('--patience <minutes>', 'how long each request waits for the person', whole(1), 30)
    .option('--name <name>', "the client's name in the report (default: its nick)")
    .option('--product <word>', 'a word that names the product, as it should stand in its answer to VERSION')
    .option(
      '--timeout <ms>',
      'the deadline of each wait for the client, not for the person',
      whole(100),
      20_000,
    )
    .option('--window <n>', 'so many queries in flight together at most', whole(1))
    .option('--seed <n>', 'peers and tokens are derived from it', whole(0), 1)
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
    .option('--requirements <date>', 'the dated set that is scored, such as 2026-12')
    .action(async (options: ServeOptions) => ended(await serveCommand(options)));
}
