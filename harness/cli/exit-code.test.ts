import { expect, test } from 'vitest';
import type { Finding, Report, Result, Verdict } from '../../reports/model/report.ts';
import { exitCodeOf } from './exit-code.ts';

function report(
  verdicts: Verdict[],
  more: { complete?: boolean; findings?: Partial<Finding>[]; met?: boolean[] } = {},
): Report {
  const results = verdicts.map((verdict) => ({ verdict }) as Result);
  const clients = (more.met ?? [true]).map((met) => ({
    results,
    findings: more.findings ?? [],
    gate: { met },
  }));
  return { run: { complete: more.complete ?? true }, clients } as unknown as Report;
}

test.each<[string, Report, number]>([
  ['the gate is met', report(['pass', 'fail']), 0],
  ['it is not', report(['pass'], { met: [false] }), 1],
  ['it is not by one client of two', report(['pass'], { met: [true, false] }), 1],
  [
    '256 fails are no success',
    report(
      Array.from({ length: 256 }, () => 'fail'),
      { met: [false] },
    ),
    1,
  ],
  ['there is no client', report([], { met: [] }), 1],
  ['it cannot be tested', report([], { findings: [{ fatal: true }], met: [false] }), 3],
  ['a fault of the harness outweighs a fail', report(['fail', 'harness-error'], { met: [false] }), 4],
  ['an interrupted run', report(['pass', 'fail'], { complete: false, met: [false] }), 130],
])('%s', (_, given, code) => {
  expect(exitCodeOf(given)).toBe(code);
});
