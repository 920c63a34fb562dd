import { expect, test } from 'vitest';
import { checkReport } from './check.ts';
import { ReportError } from './report-error.ts';
import { hostileReport } from './testing/hostile-report.ts';
import { incompleteReport, sampleReport, silentReport } from './testing/sample-report.ts';

test.each([
  ['whole', sampleReport()],
  ['incomplete', incompleteReport()],
  ['silent', silentReport()],
  ['hostile', hostileReport(sampleReport())],
])('the %s sample is a report', (_name, report) => {
  expect(checkReport(report)).toBe(report);
});

function messageOf(value: unknown): string {
  try {
    checkReport(value, 'old.json');
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
    expect((error as ReportError).code).toBe('report-invalid');
    return (error as ReportError).message;
  }
  throw new Error('nothing was thrown');
}

/** The sample with the value at a JSON pointer replaced; undefined takes the key away. */
function changed(pointer: string, value: unknown): unknown {
  const report = structuredClone(sampleReport());
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  let at = report as unknown as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return report;
}

test('a word that is not in a closed list: the place and the words that are', () => {
  const message = messageOf(changed('/clients/0/results/1/verdict', 'failed'));
  expect(message).toContain(
    'old.json, at /clients/0/results/1/verdict: found "failed", expected "pass" or "fail"',
  );
  expect(message).toContain('`ctcpspec run`');
});

test.each([
  ['/run/seed', undefined, "at /run: the key 'seed' is missing"],
  ['/run/sede', 1, "at /run: the key 'sede' is not known"],
  ['/run/endedBy', 5, 'at /run/endedBy: found 5, expected string or null'],
  ['/run/jobs', 0, 'at /run/jobs: must be >= 1, found 0'],
  ['/clients/0/results/0/evidence', 'maybe', 'found "maybe", expected "fenced" or "timed" or null'],
])('%s cannot be %j', (pointer, value, says) => {
  expect(messageOf(changed(pointer, value))).toContain(says);
});

test('a later version of the format says so first', () => {
  expect(messageOf({ schemaVersion: 2 })).toContain('version 2 of the format is not known here');
});

test.each([[null], [[]], ['text'], [{}]])('%j is no report', (value) => {
  expect(messageOf(value)).toContain('old.json, at /: ');
});
