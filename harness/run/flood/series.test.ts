import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Series } from './series.ts';

test('a short series keeps every point', () => {
  const series = new Series();
  series.note(0, 1);
  series.note(5, 2);
  expect(series.points).toEqual([
    [0, 1],
    [5, 2],
  ]);
});

test('a long one stays short, in order, and ends with the last point', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), (count) => {
      const series = new Series();
      for (let ms = 0; ms < count; ms += 1) series.note(ms, ms * 2);
      const times = series.points.map(([ms]) => ms);
      expect(times.length).toBeLessThanOrEqual(241);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(series.points[0]).toEqual([0, 0]);
      expect(series.points.at(-1)).toEqual([count - 1, (count - 1) * 2]);
    }),
    { numRuns: 40 },
  );
});
