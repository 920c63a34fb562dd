import { expect, test } from 'vitest';
import { sampleResults } from '../testing/sample-results.ts';
import { totalsByArea, totalsOf, verdicts } from './totals.ts';

test('every result is counted once, under its verdict', () => {
  expect(totalsOf(sampleResults)).toEqual({
    pass: 2,
    fail: 3,
    warn: 2,
    info: 2,
    'not-applicable': 1,
    inconclusive: 1,
    'harness-error': 1,
  });
});

test('no results, no counts', () => {
  expect(Object.values(totalsOf([]))).toEqual(verdicts.map(() => 0));
});

test('areas come in the order of the results and add up to the whole', () => {
  const byArea = totalsByArea(sampleResults);
  expect([...byArea.keys()]).toEqual([
    'context',
    'injection',
    'ping',
    'framing',
    'version',
    'replies',
    'quoting',
    'action',
  ]);
  expect(byArea.get('ping')).toMatchObject({ fail: 1, pass: 2, warn: 0 });
});
