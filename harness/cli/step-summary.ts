import { appendFile, stat } from 'node:fs/promises';
import { markdownReport, MOST_OCTETS } from '../../reports/markdown/markdown-report.ts';
import type { Report } from '../../reports/model/report.ts';

/** What GitHub takes for one step; of a longer summary it shows nothing at all. */
const MOST_OF_A_STEP = 1024 * 1024;

/**
 * Appends the Markdown summary to the file that GitHub Actions names for it. Without such a file nothing is done.
 *
 * @returns null; or a sentence when it could not be appended, which is no reason for a run to fail
 */
export async function appendStepSummary(
  report: Report,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const path = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (path === '') return null;
  try {
    const taken = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    const separator = taken === 0 ? '' : '\n\n';
    const room = Math.min(MOST_OCTETS, MOST_OF_A_STEP - taken - separator.length);
    const text = markdownReport(report, room);
    if (text === '') return `There is no room left in the summary of this step (${path}).`;
    await appendFile(path, `${separator}${text}`);
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `The summary could not be appended to the file that GITHUB_STEP_SUMMARY names: ${why}`;
  }
}
