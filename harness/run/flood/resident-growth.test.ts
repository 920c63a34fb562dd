import { expect, test } from 'vitest';
import { residentGrowth } from './resident-growth.ts';

test('growth is that from the end of the first round on, so that warming up does not count', () => {
  expect(residentGrowth([50_000_000, 50_000_000, 50_000_000], 100)).toBe(0);
  expect(residentGrowth([10_000_000, 10_100_000, 10_200_000], 100)).toBe(1000);
});

test('a client that gives memory back has grown by less than nothing', () => {
  expect(residentGrowth([3000, 2000, 1000], 1)).toBe(-1000);
});

test('two rounds cannot tell warming up from growing', () => {
  expect(residentGrowth([1, 2], 1)).toBeNull();
  expect(residentGrowth([], 1)).toBeNull();
});
