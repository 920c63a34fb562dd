import { describe, expect, test } from 'vitest';
import { sampleClient } from '../../../reports/testing/sample-report.ts';
import { caseResult, result } from '../../../reports/testing/sample-result.ts';
import type { Dispute } from '../../scenario/disputes.ts';
import { mergedSurvey } from './survey-model.ts';
import { surveyOf } from './survey-of.ts';

const disputes: Dispute[] = [
  {
    id: 'D-01',
    title: 'One',
    options: [
      { letter: 'A', does: 'answers', sources: [], shown: [{ scenario: 'x/y', outcomes: ['answers'] }] },
      {
        letter: 'B',
        does: 'ignores',
        sources: [],
        shown: [{ scenario: 'x/y', cases: ['two'], outcomes: ['ignores'] }],
      },
    ],
  },
];

const sidesSeen = (results: Parameters<typeof sampleClient>[0]) =>
  surveyOf(sampleClient(results), disputes, null, null).disputes;

describe('the side of a dispute', () => {
  test('is told by the outcome of a scenario', () => {
    expect(sidesSeen({ results: [result({ id: 'x/y', outcome: 'answers' })] })).toEqual({ 'D-01': ['A'] });
  });

  test('is told by the cases, and there may be several', () => {
    const cases = [
      caseResult({ name: 'one', outcome: 'answers' }),
      caseResult({ name: 'two', outcome: 'ignores' }),
    ];
    expect(sidesSeen({ results: [result({ id: 'x/y', cases })] })).toEqual({ 'D-01': ['A', 'B'] });
  });

  test('is not told by a case that the option does not name', () => {
    const cases = [caseResult({ name: 'one', outcome: 'ignores' })];
    expect(sidesSeen({ results: [result({ id: 'x/y', cases })] })).toEqual({});
  });

  test('is not told by what nobody was shown of', () => {
    expect(sidesSeen({ results: [result({ id: 'x/z', outcome: 'answers' })] })).toEqual({});
  });
});

test('what is not among the known results counts nowhere', () => {
  const client = sampleClient({
    results: [
      result({ id: 'x/y', outcome: 'answers', verdict: 'fail', expected: false }),
      result({ id: 'x/z', verdict: 'fail', expected: true }),
      result({ id: 'x/p', verdict: 'pass', expected: true }),
    ],
  });
  const { totals, disputes: sides } = surveyOf(client, disputes, '1.0', null);
  expect(totals).toMatchObject({ fail: 1, pass: 1 });
  expect(sides).toEqual({});
});

test('the version of the package stands before what a client says of itself', () => {
  expect(surveyOf(sampleClient({ version: 'x on my host' }), disputes, '1.0', null).version).toBe('1.0');
  expect(surveyOf(sampleClient({ version: 'x' }), disputes, null, null).version).toBe('x');
  const longer = surveyOf(
    sampleClient({ version: 'IRC4U, version 5.4 (for Editor 28.2)' }),
    disputes,
    null,
    null,
  );
  expect(longer.version).toBe('5.4');
});

test('a client that is played again takes its own place, and the others stay', () => {
  const one = surveyOf(sampleClient({ profile: 'b', version: '1' }), disputes, null, null);
  const last = { clients: [one, { ...one, name: 'c' }] };
  const names = mergedSurvey(last, [
    { ...one, version: '2' },
    { ...one, name: 'a' },
  ]).clients.map(({ name, version }) => [name, version]);
  expect(names).toEqual([
    ['a', '1'],
    ['b', '2'],
    ['c', '1'],
  ]);
});
