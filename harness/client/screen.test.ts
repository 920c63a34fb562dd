import { expect, it } from 'vitest';
import { Screen } from './screen.ts';

async function shown(text: string, columns = 20, rows = 5): Promise<Screen> {
  const screen = new Screen(columns, rows, () => undefined);
  screen.feed(Buffer.from(text, 'latin1'));
  await screen.settle();
  return screen;
}

it('keeps what scrolled away, and shows the rows that are left', async () => {
  const screen = await shown(Array.from({ length: 12 }, (_, row) => `line ${row}`).join('\r\n'));
  expect(screen.lines()).toEqual(Array.from({ length: 12 }, (_, row) => `line ${row}`));
  expect(screen.visible()).toEqual(['line 7', 'line 8', 'line 9', 'line 10', 'line 11']);
});

it('joins rows that the terminal wrapped', async () => {
  expect((await shown('one two three four fi ve six\r\nend')).lines()).toEqual([
    'one two three four fi ve six',
    'end',
  ]);
  expect((await shown(`${'x'.repeat(17)}   y`)).lines()).toEqual([`${'x'.repeat(17)}   y`]);
});

it('shows a full-screen client below what was there before', async () => {
  const screen = await shown('before\r\n\x1b[?1049h\x1b[H\x1b[2Jfull');
  expect(screen.lines()).toEqual(['before', 'full']);
  expect(screen.visible()).toEqual(['full', '', '', '', '']);
});

it('answers where the cursor is, but not without end', async () => {
  let answers = '';
  const screen = new Screen(20, 5, (data) => (answers += data));
  screen.feed(Buffer.from('ab\x1b[6n'));
  await screen.settle();
  expect(answers).toBe('\x1b[1;3R');
  screen.feed(Buffer.from('\x1b[6n'.repeat(100_000)));
  await screen.settle();
  expect(answers.length).toBeLessThanOrEqual(64 * 1024);
});

it.each(['I', 'L', 'M', 'S', 'T', 'Z', 'b', 'X', 'P', '@'])(
  'is not kept busy by a count of 2147483647 before %s',
  async (final) => {
    expect((await shown(`x\r\n\x1b[2147483647${final}\r\nafter`)).lines().at(-1)).toBe('after');
  },
);

it('gives up on a client that prints without end, and says so', async () => {
  const screen = await shown('first\r\n');
  expect(screen.complete).toBe(true);
  const block = Buffer.alloc(1024 * 1024, 'x');
  for (let count = 0; count < 20; count++) screen.feed(block);
  expect(screen.complete).toBe(false);
  await screen.settle();
  screen.feed(Buffer.from('\x1b[2J\x1b[Hlate'));
  await screen.settle();
  expect(screen.lines().join('')).not.toContain('late');
});
