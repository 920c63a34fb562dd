import { Option, type Command } from 'commander';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { compareReports } from '../../reports/compare/compare.ts';
import {
  comparisonFormats,
  renderComparison,
  type ComparisonFormatName,
} from '../../reports/compare/formats.ts';
import { readReport } from '../../reports/read.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { writeWhole } from '../../reports/write-whole.ts';
import { aliasesOf } from './aliases.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSuites } from './load-suites.ts';
import { collect, type Ended } from './options.ts';
import { TOOL_VERSION } from './package-root.ts';

interface CompareCommandOptions {
  readonly suite: readonly string[];
  readonly format: ComparisonFormatName;
  readonly out?: string;
  readonly gate: boolean;
}

/**
 * `ctcpspec compare`: what changed from one report to another.
 *
 * @throws ReportError, InputError when a file cannot be used; nothing has been written then
 */
async function compareCommand(old: string, now: string, options: CompareCommandOptions): Promise<ExitCode> {
  const [before, after, suite] = await Promise.all([
    readReport(old),
    readReport(now),
    // A report does not know what its scenarios were called before.
    loadSuites(options.suite),
  ]);
  const comparison = compareReports(
    { file: old, report: before },
    { file: now, report: after },
    { aliases: aliasesOf(suite), toolVersion: TOOL_VERSION },
  );
  if (options.out === undefined) {
    process.stdout.write(renderComparison(comparison, options.format, styleFor(process.stdout, process.env)));
  } else {
    const path = resolve(options.out);
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, renderComparison(comparison, options.format, { width: 100, colours: false }));
  }
  return options.gate && !comparison.gate.met ? EXIT.notMet : EXIT.met;
}

export function addCompareCommand(program: Command, ended: Ended): void {
  program
    .command('compare')
    .description('what changed from one report to another: regressed, fixed, new, gone, changed')
    .argument('<old>', 'a report.json')
    .argument('<new>', 'a later report.json')
    .addOption(new Option('--format <name>', 'how it is shown').choices(comparisonFormats).default('text'))
    .option('--out <file>', 'write it there, and nothing to the terminal')
    .option('--gate', 'end with exit code 1 when something became worse or was lost', false)
    .option('--suite <dir>', 'scenarios of your own, for their earlier names; repeatable', collect, [])
    .action(async (old: string, now: string, options: CompareCommandOptions) =>
      ended(await compareCommand(old, now, options)),
    );
}
