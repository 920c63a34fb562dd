import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDelimiters } from './ctcp.ts';
import { extractTagged } from './tagged-data.ts';

describe('extractTagged', () => {
  it.each([
    ['', '', []],
    ['plain', 'plain', []],
    ['\x01VERSION\x01', '', ['VERSION']],
    ['a\x01PING 1\x01b\x01PING 2\x01c', 'abc', ['PING 1', 'PING 2']],
    ['\x01\x01', '', ['']],
    ['\x01', '\x01', []],
    ['\x01PING 1', '\x01PING 1', []],
    ['\x01PING 1\x01 text \x01', ' text \x01', ['PING 1']],
    ['\x01\x01PING 1\x01', 'PING 1\x01', ['']],
    ['\x01PING a\\\x01b', 'b', ['PING a\\']],
  ])('takes %j apart', (whole, text, tagged) => {
    const found = extractTagged(Buffer.from(whole));
    expect([found.text.toString(), found.tagged.map(String)]).toEqual([text, tagged]);
  });

  it('keeps every octet, and leaves at most one delimiter', () => {
    const octets = fc.array(fc.constantFrom(0x01, 0x61, 0x20), { maxLength: 600, size: 'max' });
    fc.assert(
      fc.property(octets, (whole) => {
        const { text, tagged } = extractTagged(Buffer.from(whole));
        const sum = tagged.reduce((octetCount, data) => octetCount + data.length + 2, text.length);
        expect(sum).toBe(whole.length);
        expect(countDelimiters(text)).toBe(countDelimiters(Buffer.from(whole)) % 2);
        expect(tagged.every((data) => countDelimiters(data) === 0)).toBe(true);
      }),
    );
  });
});
