import { describe, expect, it } from 'vitest';
import { ctcpDequote, ctcpQuote } from './ctcp-quoting.ts';
import { lowLevelDequote, lowLevelQuote } from './low-level-quoting.ts';
import { extractTagged } from './tagged-data.ts';

// The three examples of the section "Quoting examples" of the CTCP text of 1994, in octets. H is what the users see,
// X is H after CTCP quoting, L is what goes over the line.

const octets = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

describe('the examples of 1994', () => {
  it('1: text with a line break and a backslash', () => {
    const h = text('Hi there!\nHow are you? \x5cK?');
    const x = text('Hi there!\nHow are you? \x5c\x5cK?');
    const l = text('Hi there!\x10nHow are you? \x5c\x5cK?');
    expect(ctcpQuote(h, '1994')).toEqual(x);
    expect(lowLevelQuote(x)).toEqual(l);
    expect(lowLevelDequote(l)).toEqual(x);
    expect(extractTagged(x)).toEqual({ text: x, tagged: [] });
    expect(ctcpDequote(x, '1994')).toEqual(h);
  });

  it('2: encrypted data that holds every octet that needs quoting', () => {
    const sed = '53 45 44 20';
    const h = octets(`${sed} 0A 09 08 69 67 10 01 00 5C 3A`);
    const x = octets(`${sed} 0A 09 08 69 67 10 5C 61 00 5C 5C 3A`);
    const l = octets(`01 ${sed} 10 6E 09 08 69 67 10 10 5C 61 10 30 5C 5C 3A 01`);
    expect(ctcpQuote(h, '1994')).toEqual(x);
    expect(lowLevelQuote(Buffer.concat([octets('01'), x, octets('01')]))).toEqual(l);
    expect(extractTagged(lowLevelDequote(l))).toEqual({ text: Buffer.alloc(0), tagged: [x] });
    expect(ctcpDequote(x, '1994')).toEqual(h);
  });

  it('3: a query behind text', () => {
    const l = text('Say hi to Ron\x10n\t/actor\x01USERINFO\x01');
    expect(lowLevelQuote(text('Say hi to Ron\n\t/actor\x01USERINFO\x01'))).toEqual(l);
    expect(extractTagged(lowLevelDequote(l))).toEqual({
      text: text('Say hi to Ron\n\t/actor'),
      tagged: [text('USERINFO')],
    });
  });

  it('3: its reply, with a line break and delimiters in the data', () => {
    const h = text('USERINFO :CS student\n\x01test\x01');
    const x = text('USERINFO :CS student\n\x5catest\x5ca');
    const l = text('\x01USERINFO :CS student\x10n\x5catest\x5ca\x01');
    expect(ctcpQuote(h, '1994')).toEqual(x);
    expect(lowLevelQuote(Buffer.concat([octets('01'), x, octets('01')]))).toEqual(l);
    expect(extractTagged(lowLevelDequote(l)).tagged.map((data) => ctcpDequote(data, '1994'))).toEqual([h]);
  });
});
