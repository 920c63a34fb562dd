import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarkdown } from '../../tests/markdown-reader.ts';
import { visible } from '../visible.ts';
import { code, codeBlock } from './inert.ts';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        '``',
        '```',
        '~~~',
        '\\',
        '|',
        '\\|',
        '$',
        '*',
        '_',
        '<b>',
        '@me',
        '#1',
        ' ',
        '\n',
      ),
      fc.constantFrom(
        '[a](https://a.example)',
        '![a](b)',
        'https://a.example',
        '-',
        '>',
        '&amp;',
        '---',
        '<!--',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('any text is inline code and nothing else, and shows what it is', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { prose, code: shown } = readMarkdown(`before ${code(text)} after\n`);
      expect(prose).toBe('before  after');
      const plain = visible(text).replaceAll('|', '\\x7C');
      const wanted = plain.trim() === '' && plain !== '' ? plain.replaceAll(' ', '\\x20') : plain;
      expect(shown.map((one) => one.trim())).toEqual([wanted.trim()]);
    }),
    { numRuns: 500 },
  );
});

test('any text in a cell of a table leaves the table as it is', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { kinds, prose, code: shown } = readMarkdown(`| a | b |\n| --- | --- |\n| ${code(text)} | 1 |\n`);
      expect(kinds).toContain('table');
      expect(prose).toBe('ab1');
      expect(shown).toHaveLength(1);
    }),
  );
});

test('any lines are a block of code and nothing else', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (texts) => {
      // An account has a label in front of its first line, and blanks in front of the others.
      const lines = texts.map((text, index) => `${index === 0 ? 'sent' : '    '} ${text}.`);
      const { prose, code: shown } = readMarkdown(`before\n\n${codeBlock(lines)}\n\nafter\n`);
      expect(prose.replaceAll('\n', '')).toBe('beforeafter');
      expect(shown).toEqual([lines.map(visible).join('\n')]);
    }),
  );
});
