import { expect, test } from 'vitest';
import { PenaltyClock } from './penalty-clock.ts';

test('each line sets the clock two seconds ahead of the present, and the highest lead is kept', () => {
  const clock = new PenaltyClock();
  clock.take(1000, 60);
  expect(clock.leadAt(1000)).toBe(2000);
  clock.take(1000, 60);
  expect(clock.leadAt(1000)).toBe(4000);
  // After a pause it begins at the present, and not where it stood.
  clock.take(60_000, 60);
  expect(clock.leadAt(60_000)).toBe(2000);
  expect(clock.leadAt(70_000)).toBe(0);
  expect(clock.highestLeadMs).toBe(4000);
});

test('a server reads until it is ten seconds behind, and what comes then waits', () => {
  const clock = new PenaltyClock();
  for (let line = 0; line < 5; line += 1) clock.take(0, 100);
  expect(clock.mostWaiting).toBe(0);
  for (let line = 0; line < 3; line += 1) clock.take(0, 100);
  expect(clock.mostWaiting).toBe(300);
});

test('what waits is read at the pace of the clock', () => {
  const clock = new PenaltyClock();
  for (let line = 0; line < 7; line += 1) clock.take(0, 100);
  expect(clock.mostWaiting).toBe(200);
  // By then all of it has been read, so that one line more does not wait.
  clock.take(30_000, 100);
  expect(clock.mostWaiting).toBe(200);
});
