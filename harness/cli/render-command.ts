import { Option, type Command } from 'commander';
import { basename, dirname, resolve } from 'node:path';
import { inertLines } from '../../reports/inert-lines.ts';
import type { Standard } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { regrade } from '../../reports/regrade.ts';
import { visible } from '../../reports/visible.ts';
import {
  renderReport,
  reportFormats,
  writeRendered,
  type RenderedReport,
  type ReportFormatName,
} from '../../reports/write.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formats, type Ended } from './options.ts';
import { UsageError } from './usage-error.ts';

interface RenderOptions {
  readonly format: readonly ReportFormatName[];
  readonly standard?: Standard;
  readonly out?: string;
}

/**
 * `ctcpspec render`: writes reports in other formats, or graded by another standard, without the client.
 *
 * @throws ReportError, UsageError for what the user can mend; nothing has been written or printed then
 */
export async function renderCommand(files: readonly string[], options: RenderOptions): Promise<ExitCode> {
  const wanted: readonly ReportFormatName[] = options.format.length > 0 ? options.format : ['html'];
  const rendered: RenderedReport[] = [];
  for (const file of files) {
    const report = await readReport(file);
    const graded = options.standard === undefined ? report : regrade(report, options.standard);
    const dir = resolve(options.out ?? dirname(file));
    rendered.push(renderReport(graded, dir, wanted, basename(file).replace(/\.json$/i, '')));
  }
  refuseToOverwrite(
    files.map((file) => resolve(file)),
    rendered.flatMap((one) => one.files.map(({ path }) => path)),
  );
  for (const one of rendered) {
    for (const path of await writing(one)) process.stdout.write(inertLines(`written   ${visible(path)}\n`));
  }
  for (const { printed } of rendered) process.stdout.write(printed);
  return EXIT.met;
}

function refuseToOverwrite(read: readonly string[], written: readonly string[]): void {
  const source = written.find((path) => read.includes(path));
  if (source !== undefined) {
    throw new UsageError(
      'overwrites-its-source',
      `${source} is read and would be written over.`,
      'Give another folder with --out, or leave json out of --format.',
    );
  }
  const twice = written.find((path, index) => written.indexOf(path) !== index);
  if (twice !== undefined) {
    throw new UsageError(
      'written-twice',
      `${twice} would be written for two reports.`,
      'Render them one by one with an --out of their own, or give the files different names.',
    );
  }
}

async function writing(rendered: RenderedReport): Promise<string[]> {
  try {
    return await writeRendered(rendered);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(
      'cannot-write',
      `The formats cannot be written there: ${error.message}.`,
      'Give a folder that can be written with --out.',
    );
  }
}

export function addRenderCommand(program: Command, ended: Ended): void {
  program
    .command('render')
    .description('write reports in other formats, or graded by the other standard')
    .argument('<file...>', 'report.json, as `run` writes it; several are rendered one by one')
    .exitOverride()
    .option(
      '--format <names>',
      `separated by commas: ${reportFormats.join(', ')}, or all (default: html)`,
      formats,
      [],
    )
    .addOption(
      new Option('--standard <text>', 'grade by this one (default: as the report is graded)').choices([
        'modern',
        'classic',
      ]),
    )
    .option('--out <dir>', 'where the files go (default: beside the report)')
    .action(async (files: string[], options: RenderOptions) => ended(await renderCommand(files, options)));
}
