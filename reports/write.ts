import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkReport } from './check.ts';
import { htmlReport } from './html/page.ts';
import type { Report } from './model/report.ts';
import { writeWhole } from './write-whole.ts';

interface ReportFormat {
  readonly file: string;
  readonly render: (report: Report) => string;
}

/** A further format is one more line here and one file of its own. */
const formats = {
  json: { file: 'report.json', render: (report) => `${JSON.stringify(report, null, 1)}\n` },
  html: { file: 'report.html', render: htmlReport },
} as const satisfies Record<string, ReportFormat>;

export type ReportFormatName = keyof typeof formats;

export const reportFormats = Object.keys(formats) as readonly ReportFormatName[];

/**
 * Writes a report in several formats, each as one file in `dir`, which is made when it is missing.
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
  const checked = checkReport(report);
  const files = [...new Set(wanted)].map((name) => {
    const format: ReportFormat = formats[name];
    return { path: join(dir, format.file), text: format.render(checked) };
  });
  await mkdir(dir, { recursive: true });
  for (const { path, text } of files) await writeWhole(path, text);
  return files.map(({ path }) => path);
}
