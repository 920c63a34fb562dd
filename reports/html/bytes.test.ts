import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printBytes } from '../../harness/wire/notation.ts';
import { bytes } from './bytes.ts';

const inner = (notation: string) => bytes(notation).markup.replace(/^<code[^>]*>|<\/code>$/g, '');

test('the delimiter stands out, other escapes have a tone of their own', () => {
  expect(inner('\\x01PING\\x01\\r\\n')).toBe('<b>\\x01</b>PING<b>\\x01</b><i>\\r\\n</i>');
  expect(inner('a\\\\x01\\x1B\\x01')).toBe('a<i>\\\\</i>x01<i>\\x1B</i><b>\\x01</b>');
});

test('text that is not in notation is escaped all the same', () => {
  expect(inner('<b>\\q \\')).toBe('&lt;b&gt;\\q \\');
});

test('without its tags it is the notation again, so copying is safe', () => {
  const text = (markup: string) =>
    markup
      .replace(/<[^>]*>/g, '')
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600, size: 'max' }), (octets) => {
      const notation = printBytes(octets);
      expect(text(bytes(notation).markup)).toBe(notation);
    }),
  );
});
