import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { masked } from './masks.ts';

const at = { home: '/tmp/ctcpspec-Ab1', port: 41234 };

test.each([
  ['TIME Sat Nov 21 21:57:38 UTC 2026', 'TIME Sat Jan 1 00:00:00 UTC 2000'],
  ['TIME Fri, 20 Nov 2026 08:00:01 +0000', 'TIME Sat Jan 1 2000 00:00:00 +0000'],
  ['2026-11-22 04:17:01\t--\tx', '2000-01-01 00:00:00\t--\tx'],
  ['[2026-11-22T04:44:35+0000] <w> x', '[2000-01-01T00:00:00+0000] <w> x'],
  ['1795322729 <w> x', '1700000000 <w> x'],
  ['Idle 1 second ', 'Idle 0 seconds'],
  ['Idle 2 second(s)', 'Idle 0 second(s)'],
  ['04:17 <w> hello', '00:00 <w> hello'],
  ['Idle 12 seconds', 'Idle 0 seconds'],
  ["I'm me. Idle for 00:00.02", "I'm me. Idle for 0"],
  ['/tmp/ctcpspec-Ab1/shown.txt', '/home/shown.txt'],
  ['127.0.0.1:41234', '127.0.0.1:6667'],
  [`root@${hostname()}`, 'root@machine'],
])('%s', (text, same) => {
  expect(masked(Buffer.from(text), at).toString()).toBe(same);
});

test('octets that say nothing of time or place stay', () => {
  const octets = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));
  expect(masked(octets, at)).toEqual(octets);
});
