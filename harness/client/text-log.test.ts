import { expect, it } from 'vitest';
import { TextLog } from './text-log.ts';

function logOf(...chunks: (string | Buffer)[]): TextLog {
  const log = new TextLog();
  for (const chunk of chunks) log.push(Buffer.from(chunk));
  return log;
}

it('gives lines without control sequences, and the unfinished last one', () => {
  expect(logOf('\x1b[1mbold\x1b[0m\r\n\x1b]0;title\x07two\nthr', 'ee').lines()).toEqual([
    'bold',
    'two',
    'three',
  ]);
});

it('puts together characters and lines that came in pieces', () => {
  const bytes = Buffer.from('zoë\n☃\n');
  expect(logOf(...[...bytes].map((byte) => Buffer.from([byte]))).lines()).toEqual(['zoë', '☃']);
});

it('is bounded in its lines, in their number and in their length', () => {
  const log = logOf(
    ...Array.from({ length: 2 }, () => Buffer.alloc(1024 * 1024, '\n')),
    Buffer.alloc(1_000_000, 'x'),
    '\nlast\n',
  );
  const lines = log.lines();
  expect(lines.at(-1)).toBe('last');
  expect(log.complete).toBe(false);
  expect(lines.length).toBeLessThan(600_000);
  expect(Math.max(...lines.slice(-20).map(({ length }) => length))).toBe(64 * 1024);
});
