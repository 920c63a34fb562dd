import { expect, test } from 'vitest';
import { Sample } from './sample.ts';

test('keeps the begin and the end, and counts what lies between', () => {
  const sample = new Sample<number>(3, 2);
  for (let n = 1; n <= 10; n += 1) sample.note(n);
  expect(sample.first).toEqual([1, 2, 3]);
  expect(sample.last).toEqual([9, 10]);
  expect(sample.leftOut).toBe(5);
});

test('nothing is left out of what is short', () => {
  const sample = new Sample<number>(3, 2);
  for (let n = 1; n <= 5; n += 1) sample.note(n);
  expect([...sample.first, ...sample.last]).toEqual([1, 2, 3, 4, 5]);
  expect(sample.leftOut).toBe(0);
});
