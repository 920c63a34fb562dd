import { expect, test } from 'vitest';
import { RateWindow } from './rate-window.ts';

test('counts the most that came within the span', () => {
  const window = new RateWindow(2000);
  window.note(0, 100);
  window.note(1500, 100);
  expect(window.most).toBe(200);
  window.note(5000, 150);
  window.note(5100, 20);
  expect(window.most).toBe(200);
  window.note(6000, 50);
  expect(window.most).toBe(220);
});

test('what is older than the span counts no more', () => {
  const window = new RateWindow(2000);
  for (let ms = 0; ms < 100_000; ms += 1000) window.note(ms, 10);
  expect(window.most).toBe(20);
});
