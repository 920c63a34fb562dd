import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotationError, parseBytes, printBytes } from './notation.ts';
import { fillTemplate, parseTemplate } from './template.ts';

const noValue = (name: string): Buffer => {
  throw new Error(`asked for ${name}`);
};
const anyBytes = fc.uint8Array({ maxLength: 600, size: 'max' });
/** Bytes that are mostly well-formed text with difficult characters, and sometimes torn. */
const textBytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => Buffer.concat(parts));

function faultOf(text: string): Pick<NotationError, 'code' | 'offset'> {
  try {
    parseBytes(text);
  } catch (error) {
    if (error instanceof NotationError) return { code: error.code, offset: error.offset };
    throw error;
  }
  throw new Error('The text was accepted.');
}

describe('printBytes', () => {
  it.each([
    ['printable ASCII', Buffer.from('a "b" {c} %d ${e} ~'), 'a "b" {c} %d ${e} ~'],
    ['the short escapes', Buffer.from('\\\r\n\t\0'), '\\\\\\r\\n\\t\\0'],
    ['controls', Buffer.from([0x01, 0x10, 0x1b, 0x7f]), '\\x01\\x10\\x1B\\x7F'],
    ['a NUL before a digit', Buffer.from('\x001'), '\\01'],
    ['a backslash before a brace', Buffer.from('\\{a}'), '\\\\{a}'],
    ['well-formed UTF-8', Buffer.from('é€😀ツ¯'), 'é€😀ツ¯'],
    ['a C1 control', Buffer.from('\u0085'), '\\xC2\\x85'],
    [
      'bidi and zero-width characters',
      Buffer.from('\u202e\u200b\ufeff'),
      '\\xE2\\x80\\xAE\\xE2\\x80\\x8B\\xEF\\xBB\\xBF',
    ],
    ['line and paragraph separators', Buffer.from('\u2028\u2029'), '\\xE2\\x80\\xA8\\xE2\\x80\\xA9'],
    ['a space that is not the ASCII one', Buffer.from('\u00a0'), '\\xC2\\xA0'],
    [
      'a letter and a mark that show nothing',
      Buffer.from('\u3164a\ufe0f'),
      '\\xE3\\x85\\xA4a\\xEF\\xB8\\x8F',
    ],
    ['private use', Buffer.from('\ue000'), '\\xEE\\x80\\x80'],
    ['a lone continuation octet', Buffer.from([0x61, 0x80, 0x62]), 'a\\x80b'],
    ['a sequence cut at the end', Buffer.from([0x61, 0xe2, 0x82]), 'a\\xE2\\x82'],
    ['an overlong sequence', Buffer.from([0xc0, 0xaf]), '\\xC0\\xAF'],
    ['a surrogate in UTF-8', Buffer.from([0xed, 0xa0, 0x80]), '\\xED\\xA0\\x80'],
    ['above U+10FFFF', Buffer.from([0xf4, 0x90, 0x80, 0x80]), '\\xF4\\x90\\x80\\x80'],
    ['a mark that has a letter', Buffer.from('e\u0301'), 'e\u0301'],
    ['a mark at the start', Buffer.from('\u0301a'), '\\xCC\\x81a'],
    ['marks after an escape', Buffer.from('\x01\u0301\u0302'), '\\x01\\xCC\\x81\\xCC\\x82'],
  ])('prints %s', (_, bytes, printed) => {
    expect(printBytes(bytes)).toBe(printed);
    expect(parseBytes(printed)).toEqual(bytes);
  });

  it('is undone by parseBytes', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, textBytes), (bytes) => {
        expect(parseBytes(printBytes(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('is a template of the same bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyBytes,
          textBytes,
          fc
            .string({ unit: fc.constantFrom('\\', '{', '}', 'a', '*', '2') })
            .map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          expect(fillTemplate(parseTemplate(printBytes(bytes)), noValue).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  it('prints nothing that is invisible or breaks a line', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, textBytes), (bytes) => {
        expect(printBytes(bytes)).not.toMatch(
          /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u,
        );
      }),
    );
  });

  it('reads only its own part of the memory that a view shares', () => {
    expect(printBytes(new Uint8Array(Buffer.from('abcdef')).subarray(2, 4))).toBe('cd');
  });
});

describe('parseBytes', () => {
  it('takes hexadecimal digits of either case', () => {
    expect(parseBytes('\\x1b\\x1B')).toEqual(Buffer.of(0x1b, 0x1b));
  });

  it('takes an unassigned character, which a later Unicode may print', () => {
    expect(parseBytes('\u0378')).toEqual(Buffer.from('\u0378'));
  });

  it.each([
    ['a raw control', 'ab\x01', 'raw-character', 2],
    ['a raw line break', 'a\nb', 'raw-character', 1],
    ['a raw DEL', '\x7f', 'raw-character', 0],
    ['a raw zero-width space', 'a\u200b', 'raw-character', 1],
    ['a raw no-break space', '\u00a0', 'raw-character', 0],
    ['a lone surrogate', 'a\ud800', 'raw-character', 1],
    ['an unknown escape', '😀\\q', 'unknown-escape', 2],
    ['an octal escape', '\\1', 'unknown-escape', 0],
    ['an upper-case X', '\\X01', 'unknown-escape', 0],
    ['one hexadecimal digit', 'a\\x1', 'incomplete-hex', 1],
    ['a bad hexadecimal digit', '\\x1g', 'incomplete-hex', 0],
    ['a backslash at the end', 'ab\\', 'dangling-backslash', 2],
    ['a placeholder', 'a\\{peer}', 'placeholder', 1],
  ])('refuses %s', (_, text, code, offset) => {
    expect(faultOf(text)).toEqual({ code, offset });
  });

  it('never throws anything but NotationError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          parseBytes(text);
        } catch (error) {
          expect(error).toBeInstanceOf(NotationError);
        }
      }),
    );
  });

  it('says what to write instead', () => {
    expect(() => parseBytes('\x01')).toThrow('Write \\x01 instead');
  });
});
