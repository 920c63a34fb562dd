import type { Report } from '../../model/report.ts';
import { checkedReport, FileError, reportIn } from './check-report.ts';
import { unpack } from './unpack.ts';

/** More than this no run writes, and no page shows. */
const mostOctets = 512 * 1024 * 1024;
const packedData = /<script type="text\/plain" id="data">([A-Za-z0-9+/=\s]+)<\/script>/;

/**
 * Reads a report.json, or a report.html, which holds the same. Nothing leaves the page.
 *
 * @throws FileError when it is something else
 */
export async function readReportFile(file: File): Promise<Report> {
  if (file.size > mostOctets)
    throw new FileError('file-no-report', `${file.name} is larger than any report. Choose a report.json.`);
  const text = await file.text();
  if (!/^\s*<!doctype html/i.test(text)) return reportIn(text, file.name);
  const [, packed] = packedData.exec(text) ?? [];
  if (packed === undefined)
    throw new FileError(
      'file-no-report',
      `${file.name} is a page, and no report that this one can read. Choose the report.json beside it.`,
    );
  try {
    return checkedReport((await unpack(packed)).report, file.name);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError('file-invalid', `${file.name} is damaged. Choose the report.json beside it.`);
  }
}
