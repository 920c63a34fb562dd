import type { Command } from 'commander';
import { resolve } from 'node:path';
import { MergeError } from '../../reports/merge/merge-error.ts';
import { mergeReports } from '../../reports/merge/merge.ts';
import type { Report } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { summaryText } from '../../reports/terminal/summary.ts';
import { visible } from '../../reports/visible.ts';
import { reportFormats, writeReports, type ReportFormatName } from '../../reports/write.ts';
import { MOST_FLAKY } from '../expect/gate.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.ts';
import { formats, type Ended } from './options.ts';

interface MergeCommandOptions {
  readonly out: string;
  readonly format: readonly ReportFormatName[];
}

/**
 * `ctcpspec merge`: one report from shards, from several clients, or from shards of several clients.
 *
 * @returns what a run that played all of it would have ended with; not met when shards are missing
 * @throws ReportError when a file cannot be used; nothing has been written then
 */
async function mergeCommand(files: readonly string[], options: MergeCommandOptions): Promise<ExitCode> {
  const reports: { file: string; report: Report }[] = [];
  for (const file of files) reports.push({ file, report: await readReport(file) });
  let merged: Report;
  try {
    merged = mergeReports(reports, { mostFlaky: MOST_FLAKY });
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    process.stderr.write(`${visible(error.message)}\n`);
    // Shards that are missing are the run's failure; all else is a mistake of the one who names the files.
    return error.code === 'shards-missing' ? EXIT.notMet : EXIT.badInput;
  }
  const written = await writeReports(merged, resolve(options.out), [
    ...new Set<ReportFormatName>(['json', 'html', ...options.format]),
  ]);
  process.stdout.write(summaryText(merged, written, styleFor(process.stdout, process.env)));
  return exitCodeOf(merged);
}

export function addMergeCommand(program: Command, ended: Ended): void {
  program
    .command('merge')
    .description('one report from the shards of a run, or from the runs of several clients')
    .argument('<file...>', 'report.json of each shard and of each client')
    .option('--out <dir>', 'where the reports go', 'ctcp-report/merged')
    .option('--format <names>', `more formats, separated by commas: ${reportFormats.join(', ')}`, formats, [])
    .action(async (files: string[], options: MergeCommandOptions) =>
      ended(await mergeCommand(files, options)),
    );
}
