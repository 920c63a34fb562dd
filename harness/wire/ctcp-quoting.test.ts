import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ctcpDequote, ctcpQuote } from './ctcp-quoting.ts';

const ALL_OCTETS = Buffer.from(Array.from({ length: 256 }, (_, octet) => octet));
const DIALECTS = ['1994', 'ircii'] as const;
const TABLES: Record<(typeof DIALECTS)[number], Record<string, string>> = {
  '1994': { '\x01': '\\a', '\\': '\\\\' },
  ircii: { '\x01': '\\a', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\x00': '\\0', ':': '\\:' },
};

describe.each(DIALECTS)('CTCP quoting, dialect %s', (dialect) => {
  it('quotes the octets of its source and no other', () => {
    const expected = Array.from(ALL_OCTETS.toString('latin1'), (octet) => TABLES[dialect][octet] ?? octet);
    expect(ctcpQuote(ALL_OCTETS, dialect).toString('latin1')).toBe(expected.join(''));
  });

  it.each([
    ['a\\yb', 'ayb'],
    ['a\\', 'a'],
    ['\\\\\\\\n', '\\\\n'],
    ['\\a\\a', '\x01\x01'],
    ['\\A', 'A'],
    ['\\:', ':'],
  ])('dequotes %j in one pass', (quoted, plain) => {
    expect(ctcpDequote(Buffer.from(quoted), dialect).toString()).toBe(plain);
  });

  it('round-trips any bytes, and leaves no delimiter', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600, size: 'max' }), (bytes) => {
        const quoted = ctcpQuote(bytes, dialect);
        expect(quoted.includes(0x01)).toBe(false);
        expect(ctcpDequote(quoted, dialect).equals(bytes)).toBe(true);
      }),
    );
  });
});

describe('ctcpDequote', () => {
  it('knows the letters n, r and 0 in the ircII dialect only', () => {
    const quoted = Buffer.from('a\\nb\\rc\\0d');
    expect(ctcpDequote(quoted, 'ircii').toString()).toBe('a\nb\rc\0d');
    expect(ctcpDequote(quoted, '1994').toString()).toBe('anbrc0d');
  });
});
