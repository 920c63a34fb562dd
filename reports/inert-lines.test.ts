import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBytes } from '../harness/wire/notation.ts';
import { inertLines } from './inert-lines.ts';

test.each([
  ['::error::x', '\\x3A:error::x'],
  ['a\n   ::stop-commands::t\nb', 'a\n   \\x3A:stop-commands::t\nb'],
  ['see a::b and ::c', 'see a::b and ::c'],
  ['x ##[group]y', 'x \\x23#[group]y'],
  ['###[error]', '#\\x23#[error]'],
  ['##vso[task.setvariable]', '\\x23#vso[task.setvariable]'],
  ['##teamcity[x]', '\\x23#teamcity[x]'],
  ['# heading, ## another', '# heading, ## another'],
])('%j is printed as %j', (text, printed) => {
  expect(inertLines(text)).toBe(printed);
});

test('no line is a command, and the bytes that a line in notation stands for stay the same', () => {
  const word = fc.constantFrom(':', '::', '#', '##[', ' ', '\n', 'error', 'vso', '[', ']', '\\\\', '\\x01');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const text = words.join('');
      const printed = inertLines(text);
      expect(printed).not.toMatch(/^\s*::|##\w*\[/m);
      const before = text.split('\n');
      for (const [index, line] of printed.split('\n').entries()) {
        expect(parseBytes(line)).toEqual(parseBytes(before[index] ?? ''));
      }
    }),
  );
});
