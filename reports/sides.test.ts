import { expect, test } from 'vitest';
import { sidesSeen } from './sides.ts';
import { caseResult, result } from './testing/sample-result.ts';

const options = [
  { letter: 'A', shown: [{ scenario: 'a/one', outcomes: ['answers', 'answers-late'] }] },
  {
    letter: 'B',
    shown: [
      { scenario: 'a/one', outcomes: ['ignores'] },
      { scenario: 'a/two', cases: ['x'], outcomes: ['ignores'] },
    ],
  },
  { letter: 'C' },
];
const seen = (...results: Parameters<typeof result>[0][]) =>
  sidesSeen(options, new Map(results.map((one) => [one.id, result(one)])));

test('an outcome puts a client on a side', () => {
  expect(seen({ id: 'a/one', outcome: 'answers-late' })).toEqual([{ letter: 'A', scenario: 'a/one' }]);
  expect(seen({ id: 'a/one', outcome: null })).toEqual([]);
  expect(seen()).toEqual([]);
});

test('a client may be on two sides, and only the cases that are named count', () => {
  const cases = [
    caseResult({ name: 'x', outcome: 'ignores' }),
    caseResult({ name: 'y', outcome: 'answers' }),
  ];
  expect(seen({ id: 'a/one', outcome: 'answers' }, { id: 'a/two', outcome: 'answers', cases })).toEqual([
    { letter: 'A', scenario: 'a/one' },
    { letter: 'B', scenario: 'a/two' },
  ]);
  expect(seen({ id: 'a/two', cases: [caseResult({ name: 'y', outcome: 'ignores' })] })).toEqual([]);
});
