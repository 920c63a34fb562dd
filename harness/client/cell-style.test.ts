import { expect, it } from 'vitest';
import { Screen } from './screen.ts';
import { outputStyles } from './output-styles.ts';
import type { StyledLine } from './shown-line.ts';

async function onScreen(text: string): Promise<StyledLine[]> {
  const screen = new Screen(20, 5, () => undefined);
  screen.feed(Buffer.from(text));
  await screen.settle();
  return screen.styledLines();
}

/** Each look with the text that has it. */
function runs({ text, styles }: StyledLine): [string, string][] {
  const found: [string, string][] = [];
  styles.forEach((style, at) => {
    const last = found.at(-1);
    if (last?.[0] === style) last[1] += text[at] ?? '';
    else found.push([style, text[at] ?? '']);
  });
  return found;
}

it('tells the look of each character, and none of the blanks at the end', async () => {
  const [line] = await onScreen('a \x1b[1mb\x1b[0;4;31mc\x1b[0m d\x1b[7m e  ');
  expect(line === undefined ? null : runs(line)).toEqual([
    ['', 'a '],
    ['bold', 'b'],
    [expect.stringMatching(/^underlined in \d+:1$/), 'c'],
    ['', ' d'],
    ['reversed', ' e'],
  ]);
});

it('keeps as many looks as units of text, with wide and combined characters and over a wrap', async () => {
  const [line] = await onScreen(`\x1b[3m漢e\u0301😀\x1b[0m${'x'.repeat(20)}`);
  expect(line?.text).toBe(`漢e\u0301😀${'x'.repeat(20)}`);
  expect(line?.styles).toEqual([...Array<string>(5).fill('italic'), ...Array<string>(20).fill('')]);
});

it('reads the output of a pipe as a terminal would show it, with bare line feeds', async () => {
  const lines = await outputStyles(Buffer.from('one\n\x1b[1mtwo\x1b[0m\nthree\n'));
  expect(lines.map(({ text }) => text).slice(0, 3)).toEqual(['one', 'two', 'three']);
  expect(lines[1]?.styles).toEqual(['bold', 'bold', 'bold']);
  expect(lines[2]?.styles).toEqual(Array<string>(5).fill(''));
});
