import { describe, expect, it } from 'vitest';
import { buildLine, packWords } from './line-builder.ts';

describe('buildLine', () => {
  it.each<[string, Buffer, string]>([
    ['plain', buildLine('s', '001', ['nick'], 'hi there'), ':s 001 nick :hi there'],
    ['no text', buildLine('s', '324', ['nick', '#c', '+nt']), ':s 324 nick #c +nt'],
    ['an empty middle', buildLine('s', '403', ['nick', ''], 'x'), ':s 403 nick * :x'],
    ['a middle that starts with a colon', buildLine('s', '403', [':a b'], 'x'), ':s 403 * :x'],
    ['a line break in the text', buildLine('s', '001', [], 'a\r\nQUIT'), ':s 001 :a'],
    ['a NUL and a space in a middle', buildLine('s', '001', ['a\0b', 'c d']), ':s 001 a c'],
  ])('writes %s', (_, line, expected) => {
    expect(line.toString()).toBe(expected);
  });

  it('cuts at 510 octets', () => {
    expect(buildLine('s', 'PONG', ['s'], 'x'.repeat(600))).toHaveLength(510);
  });
});

describe('packWords', () => {
  function pack(words: readonly string[], room: number): string[] {
    const lines: string[] = [];
    packWords(
      words.map((word) => Buffer.from(word)),
      room,
      (text) => lines.push(text.toString()),
    );
    return lines;
  }

  it('fills lines to the last octet and splits between words only', () => {
    expect(pack(['ab', 'cd', 'ef'], 5)).toEqual(['ab cd', 'ef']);
    expect(pack(['ab', 'cd', 'ef'], 4)).toEqual(['ab', 'cd', 'ef']);
  });

  it('makes one empty line of no words', () => {
    expect(pack([], 5)).toEqual(['']);
  });
});
