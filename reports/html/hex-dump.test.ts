import { expect, test } from 'vitest';
import { hexDump } from './hex-dump.ts';

const rows = (octets: Uint8Array) =>
  [...hexDump(octets).markup.matchAll(/<span>(.*?)<\/span>/g)].map((match) => match[1]);

test('sixteen octets in a row, with what can be printed beside them', () => {
  expect(rows(Buffer.from(':a!b PRIVMSG q :\x01<>\xff', 'latin1'))).toEqual([
    '0000  3a 61 21 62 20 50 52 49 56 4d 53 47 20 71 20 3a  :a!b PRIVMSG q :',
    `0010  01 3c 3e ff${' '.repeat(38)}.&lt;&gt;.`,
  ]);
  expect(rows(Buffer.alloc(0))).toEqual([]);
});

test('what a client repeats without end is left out, and counted', () => {
  const shown = rows(Buffer.alloc(16 * 300));
  expect(shown).toHaveLength(257);
  expect(shown.at(-1)).toBe('… 704 more octets');
});
