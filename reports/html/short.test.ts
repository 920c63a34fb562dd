import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBytes, printBytes } from '../../harness/wire/notation.ts';
import { octetsOf } from './octets.ts';
import { shortened, shortenedBytes } from './short.ts';

test('a text that is long ends in an ellipsis, between two characters', () => {
  expect(shortened('irssi 1.4.3', 11)).toBe('irssi 1.4.3');
  expect(shortened('irssi 1.4.3', 10)).toBe('irssi 1.4…');
  expect(shortened('👍👍👍', 2)).toBe('👍…');
});

test('byte notation is cut where an octet ends, and the rest is counted', () => {
  expect(shortenedBytes('ab\\x01c', 5)).toEqual({ text: 'ab', left: 5 });
  expect(shortenedBytes('a\\\\x01', 3)).toEqual({ text: 'a\\\\', left: 3 });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(80), (octets, most) => {
      const notation = printBytes(octets);
      const { text, left } = shortenedBytes(notation, most);
      expect(text.length + left).toBe(notation.length);
      expect(text.length).toBeLessThanOrEqual(Math.max(most, 0));
      expect(Buffer.from(octets).subarray(0, parseBytes(text).length)).toEqual(parseBytes(text));
    }),
  );
});

test('octets are read as the wire reads them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300, size: 'max' }), (octets) => {
      expect(Buffer.from(octetsOf(printBytes(octets)))).toEqual(Buffer.from(octets));
    }),
  );
  expect(Buffer.from(octetsOf('\\q\\'))).toEqual(Buffer.from('\\q\\'));
});
