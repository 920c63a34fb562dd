import { expect, test } from 'vitest';
import { hostileReport } from '../../testing/hostile-report.ts';
import { incompleteReport, sampleReport } from '../../testing/sample-report.ts';
import { FileError, reportIn } from './check-report.ts';

test('reports are taken as they are', () => {
  for (const report of [sampleReport(), incompleteReport(), hostileReport(sampleReport())]) {
    const text = JSON.stringify(report);
    expect(reportIn(`\uFEFF${text}`, 'a.json')).toEqual(JSON.parse(text));
  }
});

function fault(value: unknown): FileError {
  try {
    reportIn(typeof value === 'string' ? value : JSON.stringify(value), 'a.json');
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
  throw new Error('it was taken for a report');
}

const { clients } = sampleReport();

test.each([
  ['nothing', '', 'file-not-json', /a\.json is not JSON/],
  ['half a report', JSON.stringify(sampleReport()).slice(0, -9), 'file-not-json', /ends in the middle/],
  ['a list', '[]', 'file-no-report', /no 'schemaVersion'/],
  ['null', 'null', 'file-no-report', /no report/],
  [
    'an older version',
    { schemaVersion: 0 },
    'file-other-version',
    /npx ctcpspec render a\.json --format json/,
  ],
  ['a newer version', { schemaVersion: 2 }, 'file-other-version', /newer ctcpspec/],
  ['no version at all', { schemaVersion: 'x' }, 'file-other-version', /does not know/],
  ['a part missing', { schemaVersion: 1 }, 'file-invalid', /a\.json, at/],
  [
    'a wrong value deep inside',
    { ...sampleReport(), clients: [{ ...clients[0], totals: { ...clients[0]?.totals, pass: 'many' } }] },
    'file-invalid',
    /at \/clients\/0\/totals\/pass: /,
  ],
] as const)('%s', (_, value, code, says) => {
  const error = fault(value);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(says);
});
