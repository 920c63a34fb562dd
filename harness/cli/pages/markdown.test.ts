import { expect, test } from 'vitest';
import { anchor, cell, codeCell, table } from './markdown.ts';

test('a cell stays one cell, and its text is no Markdown', () => {
  expect(cell('a | b\n<i>*c*</i>')).toBe('a \\| b \\<i\\>\\*c\\*\\</i\\>');
  expect(codeCell('a|b')).toBe('`a\\|b`');
  expect(codeCell('`x')).toBe('`` `x ``');
});

test('a table has a head, a rule and rows', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});

test('an anchor is what the heading is linked by', () => {
  expect(anchor('QLO: Low-level quoting (M-QUOTE)')).toBe('qlo-low-level-quoting-m-quote');
  expect(anchor('framing/empty-query')).toBe('framingempty-query');
});
