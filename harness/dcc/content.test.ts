import { expect, test } from 'vitest';
import { contentAt, isContentAt } from './content.ts';

test('octets hang on their position alone, also beyond 4 GiB', () => {
  const far = 2 ** 32 - 100;
  const whole = contentAt(far, 200_000);
  expect(contentAt(far + 70_000, 1000).equals(whole.subarray(70_000, 71_000))).toBe(true);
  expect(isContentAt(far, whole)).toBe(true);
});

test('all values are there, and a shift by one octet or by a block is seen', () => {
  const octets = contentAt(0, 10_000);
  expect(new Set(octets).size).toBe(256);
  expect(isContentAt(1, octets)).toBe(false);
  expect(isContentAt(65_536, octets)).toBe(false);
});
