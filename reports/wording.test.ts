import { expect, test } from 'vitest';
import { totalsOf } from './model/totals.ts';
import {
  counted,
  duration,
  evidenceSentence,
  gateSentence,
  leadSentence,
  totalsSentence,
} from './wording.ts';
import { sampleResults } from './testing/sample-results.ts';

test.each([
  [0, '0 ms'],
  [4.4, '4 ms'],
  [999.6, '1.0 s'],
  [1000, '1.0 s'],
  [59_940, '59.9 s'],
  [59_999, '1 min 0 s'],
  [185_000, '3 min 5 s'],
])('%d ms reads %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('one is not many', () => {
  expect([counted(0, 'rule'), counted(1, 'rule'), counted(2, 'rule')]).toEqual([
    '0 rules',
    '1 rule',
    '2 rules',
  ]);
});

test('totals as sentences', () => {
  const totals = totalsOf(sampleResults);
  expect(leadSentence(totals)).toBe(
    'Breaks 3 rules, departs from 2 recommendations, keeps 2 of 7 that were judged.',
  );
  expect(leadSentence({ ...totals, fail: 0, warn: 0 })).toBe(
    'Breaks no rule, keeps 2 of 2 that were judged.',
  );
  expect(leadSentence(totalsOf([]))).toBe('Nothing could be judged.');
  expect(totalsSentence(totalsOf([]))).toBe('no results');
  expect(totalsSentence(totals)).toMatch(/^3 fail, 2 warn, 2 pass, 2 info, 1 not applicable/);
});

test('a window is named with its length', () => {
  expect(evidenceSentence({ class: 'conforms', evidence: 'timed', observationMs: 1500 })).toContain(
    'for 1.5 s',
  );
});

test('a run that was cut short never meets the gate', () => {
  expect(gateSentence(true, true)).toBe('The gate is met');
  expect(gateSentence(true, false)).toBe('The gate is not decided: the run is incomplete');
  expect(gateSentence(false, false)).toBe('The gate is not met');
});
