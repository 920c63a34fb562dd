import { describe, expect, it } from 'vitest';
import { NotationError } from './notation.ts';
import { fillTemplate, parseTemplate, placeholdersOf, TemplateError } from './template.ts';

const values = new Map([
  ['peer', 'bob!b@peer.host'],
  ['nick', 'alice'],
  ['peer.nick-2', 'bob'],
]);

function fill(text: string): string {
  return fillTemplate(parseTemplate(text), (name) => Buffer.from(values.get(name) ?? `<${name}>`)).toString(
    'latin1',
  );
}

function faultOf(text: string): Pick<NotationError, 'code' | 'offset'> {
  try {
    parseTemplate(text);
  } catch (error) {
    if (error instanceof NotationError) return { code: error.code, offset: error.offset };
    throw error;
  }
  throw new Error('The text was accepted.');
}

describe('fillTemplate', () => {
  it.each([
    [':\\{peer} PRIVMSG \\{nick} :\\x01VERSION\\x01', ':bob!b@peer.host PRIVMSG alice :\x01VERSION\x01'],
    ['\\{peer.nick-2}', 'bob'],
    ['{nick} ${nick} %c }', '{nick} ${nick} %c }'],
    ['\\\\{nick}', '\\{nick}'],
    ['\\{3*\\x01A\\x01}', '\x01A\x01\x01A\x01\x01A\x01'],
    ['a\\{2*\\{nick},}b', 'aalice,alice,b'],
    ['\\{2*\\{3*x}y}', 'xxxyxxxy'],
    ['\\{2*{}', '{{'],
    ['\\{2*\\x7D}}', '}}}'],
    ['\\{0*x}', ''],
    ['\\{2*}', ''],
    ['\\{100000*\\{100000*}}', ''],
    ['', ''],
  ])('fills %s', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it('repeats to the greatest count', () => {
    expect(fill('\\{100000*ab}')).toHaveLength(200_000);
  });

  it('keeps the bytes of a value as they are', () => {
    expect(fillTemplate(parseTemplate('\\{x}'), () => Buffer.of(0xff, 0x5c, 0x7b))).toEqual(
      Buffer.of(0xff, 0x5c, 0x7b),
    );
  });

  it('gives 1 MiB and no octet more', () => {
    const template = parseTemplate('\\{1024*\\{kib}}\\{end}');
    const withEnd = (end: number) => (name: string) => Buffer.alloc(name === 'kib' ? 1024 : end);
    expect(fillTemplate(template, withEnd(0))).toHaveLength(1024 * 1024);
    expect(() => fillTemplate(template, withEnd(1))).toThrow(TemplateError);
  });

  it('refuses a repetition of a long value before it makes the copies', () => {
    const template = parseTemplate('\\{100000*\\{100000*\\{100000*\\{x}}}}');
    expect(() => fillTemplate(template, () => Buffer.from('x'))).toThrow(TemplateError);
  });

  it('passes on what the value throws', () => {
    const unknown = (name: string): Buffer => {
      throw new RangeError(name);
    };
    expect(() => fillTemplate(parseTemplate('a\\{b}'), unknown)).toThrow(new RangeError('b'));
  });
});

describe('parseTemplate', () => {
  it('gives the parts, with the place of each placeholder', () => {
    expect(parseTemplate('😀\\{nick}\\{2*\\{peer}\\x00}')).toEqual([
      { kind: 'bytes', bytes: Buffer.from('😀') },
      { kind: 'placeholder', name: 'nick', offset: 2 },
      {
        kind: 'repeat',
        count: 2,
        parts: [
          { kind: 'placeholder', name: 'peer', offset: 13 },
          { kind: 'bytes', bytes: Buffer.of(0) },
        ],
      },
    ]);
  });

  it.each([
    ['an upper-case name', 'a\\{Peer}', 'bad-placeholder', 1],
    ['an empty name', '\\{}', 'bad-placeholder', 0],
    ['a space in a name', '\\{a b}', 'bad-placeholder', 0],
    ['a count that is not a number', '\\{x*y}', 'bad-placeholder', 0],
    ['a negative count', '\\{-1*y}', 'bad-placeholder', 0],
    ['an unclosed placeholder', 'ab\\{peer', 'unclosed', 2],
    ['an unclosed repetition', '\\{3*\\{peer}', 'unclosed', 0],
    ['an unclosed inner placeholder', '\\{3*\\{peer', 'unclosed', 4],
    ['a count above the greatest', '\\{100001*x}', 'bad-count', 0],
    ['a count that is no safe integer', `\\{${'9'.repeat(400)}*x}`, 'bad-count', 0],
    ['more than 1 MiB', 'a\\{100000*0123456789a}', 'too-long', 1],
    ['more than 1 MiB by nesting', '\\{100000*\\{11*x}}', 'too-long', 0],
    ['an error inside a repetition', '\\{2*\\q}', 'unknown-escape', 4],
    ['nesting without end', '\\{2*'.repeat(10_000), 'too-deep', 64],
  ])('refuses %s', (_, text, code, offset) => {
    expect(faultOf(text)).toEqual({ code, offset });
  });
});

describe('placeholdersOf', () => {
  it('finds the names inside repetitions too, each once', () => {
    expect(placeholdersOf(parseTemplate('\\{a}\\{2*\\{b}\\{2*\\{c}\\{a}}}'))).toEqual(
      new Set(['a', 'b', 'c']),
    );
  });
});
