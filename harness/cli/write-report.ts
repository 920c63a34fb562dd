import { inertLines } from '../../reports/inert-lines.ts';
import type { Report } from '../../reports/model/report.ts';
import type { ReportFormatName } from '../../reports/format-names.ts';
import { failureText } from '../../reports/terminal/failure.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { summaryText } from '../../reports/terminal/summary.ts';
import { visible } from '../../reports/visible.ts';
import type { LiveReport } from './live-report.ts';
import { appendStepSummary } from './step-summary.ts';

/** What was written of a report. */
export interface Written {
  readonly files: readonly string[];
  /** What formats that are meant for standard output have to say. */
  readonly printed: string;
}

/**
 * Writes `report.json`, `report.html` and whatever other formats are wanted.
 *
 * @param live the lines that were written meanwhile, which end with this; null when there are none
 */
export async function writeReport(
  report: Report,
  out: string,
  { formats, live }: { readonly formats: readonly ReportFormatName[]; readonly live: LiveReport | null },
): Promise<Written> {
  const others = formats.filter((name) => name !== 'jsonl' || live === null);
  // What writes it is loaded only now: it would keep the first verdict waiting.
  const { renderReport, writeRendered } = await import('../../reports/write.ts');
  const rendered = renderReport(report, out, ['json', 'html', ...others]);
  live?.end(report);
  const files = [...(await writeRendered(rendered)), ...(live === null ? [] : [live.path])];
  return { files, printed: rendered.printed };
}

/** Prints what a run came to, and appends it to the summary of a step of CI. */
export async function printReport(
  report: Report,
  { files, printed }: Written,
  { verbose, changes }: { readonly verbose: boolean; readonly changes: string | null },
): Promise<void> {
  const style = styleFor(process.stdout, process.env);
  const unsummed = await appendStepSummary(report, process.env);
  for (const { results } of report.clients) {
    const shown = results.filter(
      ({ verdict, expected }) =>
        verbose || (!expected && (verdict === 'fail' || verdict === 'warn' || verdict === 'harness-error')),
    );
    for (const result of shown) process.stdout.write(`\n${failureText(result, report.requirements, style)}`);
  }
  process.stdout.write(`\n${summaryText(report, files, style)}`);
  if (changes !== null) process.stdout.write(`\n${changes}`);
  process.stdout.write(printed);
  if (unsummed !== null) process.stderr.write(`${inertLines(visible(unsummed))}\n`);
}
