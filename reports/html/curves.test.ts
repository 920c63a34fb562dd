import { expect, test } from 'vitest';
import type { Curve } from '../model/report.ts';
import { curveList } from './curves.ts';

const curve = (points: Curve['points']): Curve => ({
  name: 'replies',
  title: 'Replies',
  unit: 'replies',
  points,
});
const markup = (points: Curve['points']) => {
  const list = curveList([curve(points)]);
  return list === false ? '' : list.markup;
};

test('a picture that says what it shows, and the same numbers in a table', () => {
  const shown = markup([
    [0, 0],
    [500, 12.3456],
    [1000, 40],
  ]);
  expect(shown).toContain('aria-label="Replies: 3 points in 1.0 s, from 0 to 40 replies, at the end 40"');
  expect(shown).toContain('<td>12.35</td>');
  expect(shown.match(/<tr>/g)).toHaveLength(4);
});

test.each([
  ['no points', []],
  ['one point', [[0, 0]]],
  [
    'all the same',
    [
      [0, 7],
      [0, 7],
    ],
  ],
  [
    'below zero',
    [
      [0, -5],
      [10, -1],
    ],
  ],
  [
    'very large',
    [
      [0, 1e300],
      [1e12, 1e308],
    ],
  ],
] as [string, Curve['points']][])('%s: every number of the picture is one', (_, points) => {
  expect(markup(points)).not.toMatch(/NaN|Infinity/);
});

test('no curves are nothing', () => {
  expect(curveList([])).toBe(false);
  expect(curveList()).toBe(false);
});
