import { expect, test } from 'vitest';
import { shorten, wrap } from './wrap.ts';

test('breaks at spaces', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word that is too long stands alone, whole', () => {
  expect(wrap('a https://example.org/long b', 8)).toEqual(['a', 'https://example.org/long', 'b']);
});

test('nothing is one empty line', () => {
  expect(wrap('', 8)).toEqual(['']);
});

test('what is left out is counted, and no surrogate pair is halved', () => {
  expect(shorten('abcdef', 6)).toBe('abcdef');
  expect(shorten('abcdefg', 6)).toBe('abcdef… (1 more)');
  expect(shorten('ab👍cd', 3)).toBe('ab… (4 more)');
});
