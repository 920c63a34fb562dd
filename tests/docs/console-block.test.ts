import { describe, expect, test } from 'vitest';
import { commandsOf, missingFrom } from './console-block.ts';
import { readPage } from './markdown.ts';

test('a block is split into commands with their exit codes and outputs', () => {
  const [fence] = readPage('<!-- needs: x -->\n\n```console\n$ a b  # exit 2\nout\n$ c\n```\n').fences;
  expect(fence?.comment).toBe('needs: x');
  expect(fence && commandsOf(fence)).toEqual([
    { command: 'a b', exitCode: 2, output: ['out'] },
    { command: 'c', exitCode: 0, output: [] },
  ]);
});

describe('shown output', () => {
  const printed = 'one\ntwo 2\nthree\nfour\n\n';

  test.each([
    ['all of it', ['one', 'two 2', 'three', 'four']],
    ['a gap inside a line', ['one', 'two …', 'three', 'four']],
    ['a gap at the end', ['one', '…']],
    ['a gap at the beginning', ['…', 'four']],
    ['a gap for nothing', ['one', '…', 'two 2', 'three', 'four', '…']],
    ['several gaps', ['…', 'two 2', '…', 'four']],
    ['nothing but a gap', ['…']],
    ['nothing shown', []],
  ])('fits: %s', (_, shown) => {
    expect(missingFrom(shown, printed)).toBeNull();
  });

  test.each([
    ['a line that did not come', ['one', '…', 'five', '…'], 'five'],
    ['lines in another order', ['…', 'three', '…', 'two 2', '…'], 'two 2'],
    ['lines that are not next to each other', ['…', 'one\nthree', '…'], 'one\nthree'],
    ['a beginning that is not the beginning', ['two 2', '…'], 'two 2'],
    ['an end that is not the end', ['…', 'three'], 'three'],
    ['less than all of it', ['one', 'two 2'], 'one\ntwo 2'],
    ['more than all of it', ['one', 'two 2', 'three', 'four', 'five'], 'one\ntwo 2\nthree\nfour\nfive'],
    ['a pattern is no regular expression', ['o.e', '…'], 'o.e'],
  ])('does not fit: %s', (_, shown, missing) => {
    expect(
      missingFrom(
        shown.flatMap((line) => line.split('\n')),
        printed,
      ),
    ).toBe(missing);
  });
});
