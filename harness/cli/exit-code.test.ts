import { expect, test } from 'vitest';
import type { Finding, Report, Result, Verdict } from '../../reports/model/report.ts';
import { exitCodeOf } from './exit-code.ts';

function report(
  verdicts: Verdict[],
  more: { complete?: boolean; findings?: Partial<Finding>[] } = {},
): Report {
  const results = verdicts.map(
    (verdict) => ({ verdict, expected: ['pass', 'info', 'warn'].includes(verdict) }) as Result,
  );
  return {
    run: { complete: more.complete ?? true },
    clients: [{ results, findings: more.findings ?? [] }],
  } as unknown as Report;
}

test.each<[string, Report, number]>([
  ['all is well', report(['pass', 'info', 'warn']), 0],
  ['a fail', report(['pass', 'fail']), 1],
  ['an inconclusive', report(['pass', 'inconclusive']), 1],
  ['256 fails are no success', report(Array.from({ length: 256 }, () => 'fail')), 1],
  ['nothing was judged', report(['not-applicable', 'not-applicable']), 1],
  ['there are no results', report([]), 1],
  ['it was lost where no scenario can be blamed', report(['pass'], { findings: [{ fatal: false }] }), 1],
  ['it cannot be tested', report([], { findings: [{ fatal: true }] }), 3],
  ['a fault of the harness outweighs a fail', report(['fail', 'harness-error']), 4],
  ['an interrupted run', report(['pass', 'fail'], { complete: false }), 130],
])('%s', (_, given, code) => {
  expect(exitCodeOf(given)).toBe(code);
});
