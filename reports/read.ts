import { readFile } from 'node:fs/promises';
import { checkReport } from './check.ts';
import { findJsonFault } from './json-fault.ts';
import type { Report } from './model/report.ts';
import { ReportError } from './report-error.ts';

/**
 * Reads and checks a `report.json`.
 *
 * @throws ReportError `report-not-found`, `report-not-json` (with line and column), `report-truncated` (it
 *   ends in the middle) or `report-invalid` (with a JSON pointer); other errors of the file system as they are
 */
export async function readReport(path: string): Promise<Report> {
  return checkReport(parse(await readText(path), path), path);
}

async function readText(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && error.code !== 'EISDIR') throw error;
    throw new ReportError(
      'report-not-found',
      `${path}: there is no such file. Name the report.json that \`ctcpspec run\` wrote (ctcp-report/report.json unless --out said otherwise).`,
      { cause: error },
    );
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const fault = findJsonFault(text) ?? { line: 1, column: 1, atEnd: false };
    const place = `${path}:${fault.line}:${fault.column}`;
    if (fault.atEnd) {
      throw new ReportError(
        'report-truncated',
        `${place}: the file ends in the middle of the report. Copy it again, or write it again with \`ctcpspec run\`.`,
        { cause: error },
      );
    }
    throw new ReportError(
      'report-not-json',
      `${place}: this is not JSON. Name a report.json as \`ctcpspec run\` writes it, not another format.`,
      { cause: error },
    );
  }
}
