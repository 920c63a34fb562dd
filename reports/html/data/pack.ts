import { deflateSync } from 'node:zlib';
import type { Attempt, CaseResult, Report, Result, TranscriptEntry } from '../../model/report.ts';
import { shortenedBytes } from '../short.ts';
import type { PageData } from './page-data.ts';
import { share } from './share.ts';

/** More of one line is not in the page: a client that is not read from may have sent ten megabytes. */
const mostOfALine = 16_000;

/** The data of a page as base64 of deflated JSON, to be unpacked by live/unpack.ts. */
export function pack({ report, disputes }: PageData): string {
  const text = JSON.stringify(share({ report: withinBounds(report), disputes } satisfies PageData));
  return deflateSync(text, { level: 9 }).toString('base64');
}

function withinBounds(report: Report): Report {
  return {
    ...report,
    clients: report.clients.map((client) => ({ ...client, results: client.results.map(boundResult) })),
  };
}

function boundResult(result: Result): Result {
  return {
    ...result,
    transcript: result.transcript.map(boundLine),
    attempts: result.attempts.map(boundAttempt),
    cases: result.cases.map((one): CaseResult => ({ ...one, attempts: one.attempts.map(boundAttempt) })),
  };
}

function boundAttempt(attempt: Attempt): Attempt {
  return { ...attempt, transcript: attempt.transcript.map(boundLine) };
}

function boundLine(line: TranscriptEntry): TranscriptEntry {
  const { text, left } = shortenedBytes(line.bytes, mostOfALine);
  if (left === 0) return line;
  const cut = `cut here; report.json has ${left} more characters`;
  return { ...line, bytes: text, note: line.note === undefined ? cut : `${line.note}; ${cut}` };
}
