import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter, type RawLine } from './splitter.ts';

/** All lines of a stream that comes in the given chunks. */
function split(chunks: readonly Uint8Array[], limit?: number): RawLine[] {
  const splitter = new LineSplitter(limit);
  const lines = chunks.flatMap((chunk) => splitter.push(chunk));
  const last = splitter.end();
  return last === null ? lines : [...lines, last];
}

/** The lines as text, with a sign for what ended them. */
function show(lines: readonly RawLine[]): string[] {
  return lines.map(
    ({ bytes, ending, overlong }) => `${bytes.toString('latin1')}|${ending}${overlong ? ' overlong' : ''}`,
  );
}

function bytewise(stream: Buffer): Buffer[] {
  return [...stream].map((octet) => Buffer.of(octet));
}

describe('LineSplitter', () => {
  it.each([
    ['a\r\nb\n', ['a|crlf', 'b|lf']],
    ['\r\n\n\r\n', ['|crlf', '|lf', '|crlf']],
    ['a\rb\r\r\n', ['a\rb\r|crlf']],
    ['a\n\rb', ['a|lf', '\rb|none']],
    ['a\r', ['a\r|none']],
    ['a\x00b\xff\n', ['a\x00b\xff|lf']],
    ['', []],
  ])('splits %j, whole and octet by octet', (stream, lines) => {
    const bytes = Buffer.from(stream, 'latin1');
    expect(show(split([bytes]))).toEqual(lines);
    expect(show(split(bytewise(bytes)))).toEqual(lines);
  });

  it.each([
    ['abc\r\n', ['abc|crlf']],
    ['abc\n', ['abc|lf']],
    ['abc', ['abc|none']],
    ['abc\r', ['abc|none overlong']],
    ['abcd\r\nef\n', ['abc|none overlong', 'ef|lf']],
    ['abcd', ['abc|none overlong']],
    ['abc\r\r\nd\n', ['abc|none overlong', 'd|lf']],
    ['abc\rd\ne\n', ['abc|none overlong', 'e|lf']],
    ['abcdefgh\r\n\r\n', ['abc|none overlong', '|crlf']],
  ])('cuts %j at 3 octets, whole and octet by octet', (stream, lines) => {
    const bytes = Buffer.from(stream);
    expect(show(split([bytes], 3))).toEqual(lines);
    expect(show(split(bytewise(bytes), 3))).toEqual(lines);
  });

  it('gives the same lines however the stream is cut', () => {
    const octet = fc.oneof(fc.constantFrom(0x0a, 0x0d, 0x61), fc.nat(255));
    const stream = fc.array(octet, { maxLength: 600, size: 'max' }).map((octets) => Buffer.from(octets));
    const sizes = fc.array(fc.nat(40), { maxLength: 600, size: 'max' });
    fc.assert(
      fc.property(stream, sizes, fc.integer({ min: 1, max: 30 }), (bytes, lengths, limit) => {
        const chunks: Buffer[] = [];
        let rest = bytes;
        for (const length of lengths) {
          chunks.push(rest.subarray(0, length));
          rest = rest.subarray(length);
        }
        chunks.push(rest);
        expect(show(split(chunks, limit))).toEqual(show(split([bytes], limit)));
        expect(show(split(bytewise(bytes), limit))).toEqual(show(split([bytes], limit)));
      }),
    );
  });

  it('loses and adds nothing when no line is too long', () => {
    const octet = fc.oneof(fc.constantFrom(0x0a, 0x0d), fc.nat(255));
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 600, size: 'max' }), (octets) => {
        const endings = { crlf: '\r\n', lf: '\n', none: '' };
        const lines = split([Buffer.from(octets)]);
        const whole = lines.map(({ bytes, ending }) => bytes.toString('latin1') + endings[ending]).join('');
        expect(whole).toBe(Buffer.from(octets).toString('latin1'));
      }),
    );
  });

  it('reports an endless line once, as soon as it passes the limit', () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.alloc(65536, 'a');
    expect(splitter.push(chunk)).toEqual([]);
    expect(show(splitter.push(chunk))).toEqual([`${'a'.repeat(65536)}|none overlong`]);
    for (let n = 0; n < 100; n++) expect(splitter.push(chunk)).toEqual([]);
    expect(show(splitter.push(Buffer.from('a\nb\n')))).toEqual(['b|lf']);
    expect(splitter.end()).toBeNull();
  });

  it('does not depend on a chunk after it was pushed', () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.from('abc\ndef');
    const lines = splitter.push(chunk);
    chunk.fill('X');
    expect(show([...lines, ...splitter.push(Buffer.from('\n'))])).toEqual(['abc|lf', 'def|lf']);
  });

  it('gives an unfinished line once, and begins anew', () => {
    const splitter = new LineSplitter();
    splitter.push(Buffer.from('abc'));
    expect(splitter.end()?.bytes).toEqual(Buffer.from('abc'));
    expect(splitter.end()).toBeNull();
    expect(show(splitter.push(Buffer.from('d\n')))).toEqual(['d|lf']);
  });
});
