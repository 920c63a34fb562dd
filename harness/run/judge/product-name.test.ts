import { expect, test } from 'vitest';
import { namesProduct } from './product-name.ts';

test.each([
  ['HexChat 2.16.1 / Linux', 'hexchat', true],
  ['irssi v1.4.3', 'Irssi', true],
  ['\x02ERC\x02 5.4', 'ERC', true],
  ['Purple IRC', 'Pidgin', false],
  ['', 'irssi', false],
  ['irssi v1.4.3', null, false],
])('%j names %s: %s', (text, product, names) => {
  expect(namesProduct(Buffer.from(text), product)).toBe(names);
});
