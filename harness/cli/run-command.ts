import { Option, type Command } from 'commander';
import { join } from 'node:path';
import { reportFormats } from '../../reports/format-names.ts';
import type { Report } from '../../reports/model/report.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { withExpectations } from './expect-options.ts';
import { listenForInterrupts } from './interrupts.ts';
import { collect, formats, standardOption, whole, withClient, withSelection, type Ended } from './options.ts';
import { playAndWrite } from './play-and-write.ts';
import type { RunOptions } from './run-options.ts';
import { narrowToFailed, planFor } from './run-plan.ts';
import { shard } from './shards/shard.ts';

/**
 * `ctcpspec run`: plays the suites against one or more clients and writes the report.
 *
 * @throws InputError, UsageError, ReportError for what the user can mend; nothing has been started or written then
 */
export async function runCommand(profiles: readonly string[], options: RunOptions): Promise<ExitCode> {
  const plan = await planFor(profiles, options);
  const last = options.lastFailed ? await lastReport(options) : null;
  const interrupts = listenForInterrupts();
  try {
    if (options.watch) {
      const { watchRun } = await import('./watch/watch-run.ts');
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

async function lastReport({ out }: RunOptions): Promise<Report> {
  const { readReport } = await import('../../reports/read.ts');
  return readReport(join(out, 'report.json'));
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
