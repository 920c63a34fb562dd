import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printBytes } from '../harness/wire/notation.ts';
import { visible } from './visible.ts';

test('text that can be seen stands as it is', () => {
  expect(visible('a PING of “naïve” clients: Привет 日本 👍 \\x01')).toBe(
    'a PING of “naïve” clients: Привет 日本 👍 \\x01',
  );
});

test.each([
  ['\x1b[2J', '\\x1B[2J'],
  ['\x9b31m', '\\xC2\\x9B31m'],
  ['a\r\nb', 'a\\r\\nb'],
  ['\u202Eabc', '\\xE2\\x80\\xAEabc'],
  ['a\u200Bb', 'a\\xE2\\x80\\x8Bb'],
  ['a\u2028b', 'a\\xE2\\x80\\xA8b'],
  ['a\u00A0b', 'a\\xC2\\xA0b'],
  ['\u0000', '\\0'],
])('%j comes in byte notation', (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test('bytes that are in notation pass unchanged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600, size: 'max' }), (bytes) => {
      const notation = printBytes(bytes);
      expect(visible(notation)).toBe(notation);
    }),
  );
});

test('nothing that a terminal acts on is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300, size: 'max' }), (text) => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
