import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern } from './pattern.ts';
import { parseTemplate, type Template } from './template.ts';

const values = (name: string): Buffer => Buffer.from(name === 'empty' ? '' : `<${name}>`);

function matches(pattern: string, text: string | Buffer): boolean {
  return matchPattern(parseTemplate(pattern), values, Buffer.from(text));
}

/** The definition of a match, tried in every way: all places at which a template can end when it starts at `start`. */
function endsOf(template: Template, bytes: Buffer, start: number): Set<number> {
  let ends = new Set([start]);
  for (const part of template) {
    const next = new Set<number>();
    for (const end of ends) {
      if (part.kind === 'bytes') {
        if (bytes.subarray(end, end + part.bytes.length).equals(part.bytes))
          next.add(end + part.bytes.length);
      } else if (part.kind === 'placeholder' && (part.name === 'any' || part.name === 'some')) {
        for (let to = end + (part.name === 'some' ? 1 : 0); to <= bytes.length; to++) next.add(to);
      } else if (part.kind === 'placeholder') {
        const value = values(part.name);
        if (bytes.subarray(end, end + value.length).equals(value)) next.add(end + value.length);
      } else {
        const copies = Array.from({ length: part.count }, () => part.parts).flat();
        for (const to of endsOf(copies, bytes, end)) next.add(to);
      }
    }
    ends = next;
  }
  return ends;
}

const fewOctets = fc
  .uint8Array({ max: 1, maxLength: 3 })
  .map((octets) => Buffer.from(octets.map((octet) => octet + 0x61)));
const { template } = fc.letrec<{ template: Template; repeat: Template[number] }>((tie) => ({
  repeat: fc.record({ kind: fc.constant('repeat' as const), count: fc.nat(3), parts: tie('template') }),
  template: fc.array(
    fc.oneof(
      { depthSize: 'small' },
      fc.record({ kind: fc.constant('bytes' as const), bytes: fewOctets }),
      fc.record({
        kind: fc.constant('placeholder' as const),
        name: fc.constantFrom('any', 'some', 'any', 'some', 'empty'),
        offset: fc.constant(0),
      }),
      tie('repeat'),
    ),
    { maxLength: 5 },
  ),
}));
const shortText = fc
  .uint8Array({ max: 1, maxLength: 10, size: 'max' })
  .map((octets) => Buffer.from(octets.map((octet) => octet + 0x61)));

describe('matchPattern', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['abc', 'ab', false],
    ['\\{any}', '', true],
    ['\\{some}', '', false],
    ['\\{some}', 'a', true],
    ['\\x01VERSION \\{some}\\x01', '\x01VERSION x\x01', true],
    ['\\x01VERSION \\{some}\\x01', '\x01VERSION \x01', false],
    ['\\x01VERSION \\{any}\\x01', '\x01VERSION \x01', true],
    ['a\\{any}a', 'a', false],
    ['a\\{any}a', 'aa', true],
    ['\\{any}ab', 'abab', true],
    ['\\{any}ab\\{any}b', 'ab', false],
    ['\\{any}ab\\{any}b', 'aabb', true],
    ['\\{some}a\\{some}', 'aa', false],
    ['\\{some}a\\{some}', 'aaa', true],
    ['\\{some}\\{some}', 'a', false],
    ['\\{3*\\{some}}', 'ab', false],
    ['\\{3*\\{some}}', 'abc', true],
    ['\\{100000*\\{any}}', 'abc', true],
    ['\\{100000*\\{100000*}}abc', 'abc', true],
    ['\\{100000*a}', 'aaa', false],
    ['\\{3*a}', 'aaa', true],
    ['\\{2*a\\{any}}', 'axxa', true],
    ['\\{0*a}b', 'b', true],
    ['\\{peer} \\{any}', '<peer> x', true],
    ['\\{peer}\\{any}', '<nick>', false],
    ['.*', 'ab', false],
    ['.*', '.*', true],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('matches any octet in a gap', () => {
    expect(matches('a\\{some}b', Buffer.from([0x61, 0x00, 0x0a, 0xff, 0x62]))).toBe(true);
  });

  it('agrees with a search through all ways to match', () => {
    let matched = 0;
    fc.assert(
      fc.property(template, shortText, (pattern, text) => {
        const expected = endsOf(pattern, text, 0).has(text.length);
        if (expected) matched++;
        expect(matchPattern(pattern, values, text)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    expect(matched).toBeGreaterThan(100);
  });

  it('matches a text that was made from the pattern', () => {
    const part = fc.record({ name: fc.constantFrom('any', 'some', null), bytes: fewOctets });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const pattern = parts.map(({ name, bytes }): Template[number] =>
          name === null ? { kind: 'bytes', bytes } : { kind: 'placeholder', name, offset: 0 },
        );
        const text = parts.map(({ name, bytes }) =>
          name === 'some' ? Buffer.concat([Buffer.of(0), bytes]) : bytes,
        );
        expect(matchPattern(pattern, values, Buffer.concat(text))).toBe(true);
      }),
    );
  });

  it('comes to an end on a pattern that would make a backtracking matcher explode', () => {
    expect(matches('\\{200*\\{any}a}b', 'a'.repeat(50_000))).toBe(false);
    expect(matches('\\{1000*\\{1000*\\{any}\\{some}a}}', 'a'.repeat(1000))).toBe(false);
  });
});
