import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkReport } from './check.ts';
import type { ReportFormatName } from './format-names.ts';
import { githubAnnotations } from './github/annotations.ts';
import { htmlReport } from './html/page.ts';
import { jsonlReport } from './jsonl/lines.ts';
import { junitReport } from './junit/junit-report.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import type { Report } from './model/report.ts';
import { writeWhole } from './write-whole.ts';

export { reportFormats, type ReportFormatName } from './format-names.ts';

interface ReportFormat {
  /** How the file is called behind `report.`; null for what is printed and is no file. */
  readonly ending: string | null;
  readonly render: (report: Report) => string;
}

/** A further format is one more line here, its name, and one file of its own. */
const formats = {
  json: { ending: 'json', render: (report) => `${JSON.stringify(report, null, 1)}\n` },
  html: { ending: 'html', render: htmlReport },
  junit: { ending: 'junit.xml', render: junitReport },
  markdown: { ending: 'md', render: (report) => markdownReport(report) },
  jsonl: { ending: 'jsonl', render: jsonlReport },
  github: { ending: null, render: githubAnnotations },
} as const satisfies Record<ReportFormatName, ReportFormat>;

/** A report in some formats: files that are not written yet, and a text for standard output. */
export interface RenderedReport {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Lines, or nothing. */
  readonly printed: string;
}

/**
 * @param dir where the files belong
 * @param stem what their names begin with
 * @throws ReportError `report-invalid` when the report does not follow its own schema
 */
export function renderReport(
  report: Report,
  dir: string,
  wanted: readonly ReportFormatName[],
  stem = 'report',
): RenderedReport {
  const checked = checkReport(report);
  const files: { path: string; text: string }[] = [];
  let printed = '';
  for (const name of new Set(wanted)) {
    const format: ReportFormat = formats[name];
    const text = format.render(checked);
    if (format.ending === null) printed += text;
    else files.push({ path: join(dir, `${stem}.${format.ending}`), text });
  }
  return { files, printed };
}

/**
 * Writes a report in several formats, each as one file in `dir`, which is made when it is missing. What is
 * printed and is no file is left out.
 *
 * Everything is checked and rendered before the first file is touched, and each file replaces an earlier one
 * in one step, so an earlier report is lost by nothing that fails.
 *
 * @returns the paths that were written, in the order of `wanted`
 * @throws ReportError `report-invalid` when the report does not follow its own schema
 */
export async function writeReports(
  report: Report,
  dir: string,
  wanted: readonly ReportFormatName[],
): Promise<string[]> {
  return writeRendered(renderReport(report, dir, wanted));
}

/** Writes what was rendered; @returns the paths */
export async function writeRendered({ files }: Pick<RenderedReport, 'files'>): Promise<string[]> {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, text);
  }
  return files.map(({ path }) => path);
}
