import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowLevelDequote, lowLevelQuote } from './low-level-quoting.ts';

describe('low-level quoting', () => {
  it('quotes the four octets of the 1994 text and no other', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));
    const quoted = lowLevelQuote(all).toString('latin1');
    const expected = Array.from(all.toString('latin1'), (octet) => {
      return { '\x00': '\x100', '\n': '\x10n', '\r': '\x10r', '\x10': '\x10\x10' }[octet] ?? octet;
    });
    expect(quoted).toBe(expected.join(''));
  });

  it.each([
    ['a\x10yb', 'ayb'],
    ['a\x10', 'a'],
    ['a\x10\x10nb', 'a\x10nb'],
    ['\x10\x10\x10\x10', '\x10\x10'],
    ['\x10\x01PING 1\x01', '\x01PING 1\x01'],
    ['\x10N\x10R', 'NR'],
  ])('dequotes %j in one pass', (quoted, plain) => {
    expect(lowLevelDequote(Buffer.from(quoted)).toString()).toBe(plain);
  });

  it('round-trips any bytes, and leaves none that a line cannot hold', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600, size: 'max' }), (bytes) => {
        const quoted = lowLevelQuote(bytes);
        expect(quoted.some((octet) => octet === 0x00 || octet === 0x0a || octet === 0x0d)).toBe(false);
        expect(lowLevelDequote(quoted).equals(bytes)).toBe(true);
      }),
    );
  });
});
