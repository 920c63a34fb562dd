import { expect, test } from 'vitest';
import { isInWindow } from './in-window.ts';

const chan = Buffer.from('#A!b');

test.each([
  ['log/t.#a!b.log', 'log/\\{any}.\\{target}.log', true],
  ['log/channel_#a%21b.t_2026.log', 'log/channel_\\{target}.t_\\{any}', true],
  ['log/#a%21B.chat/today.txt', 'log/\\{target}.chat/\\{any}', true],
  ['log/t.#a!bc.log', 'log/\\{any}.\\{target}.log', false],
  ['log/t.bob.log', 'log/\\{any}.\\{target}.log', false],
])('the file %s by %s: %s', (file, pattern, inside) => {
  expect(isInWindow({ text: 'anything', file }, chan, [pattern])).toBe(inside);
});

test.each([
  ['[#a!b] * bob waves', true],
  ['[#a!b @] * bob waves', true],
  ['[#a%21b] * bob waves', false],
  ['[bob] * bob waves at [#a!b]', false],
])('the line %s: %s', (text, inside) => {
  const patterns = ['[\\{target}] \\{any}', '[\\{target} \\{any}] \\{any}'];
  expect(isInWindow({ text, file: null }, chan, patterns)).toBe(inside);
});

test('without a pattern nothing is known', () => {
  expect(isInWindow({ text: '[#a!b] x', file: null }, chan, [])).toBe(false);
});
