import { expect, test } from 'vitest';
import { valuesIn, withValues } from './change-search.ts';

test('the values of a key are read from anywhere in a search', () => {
  expect(valuesIn('ping verdict:Fail,warn "x"', 'verdict')).toEqual(['fail', 'warn']);
  expect(valuesIn('!verdict:fail "verdict:fail"', 'verdict')).toEqual([]);
});

test.each([
  ['', ['fail'], 'verdict:fail'],
  ['ping verdict:warn "a b"', ['fail', 'warn'], 'verdict:fail,warn ping "a b"'],
  ['ping verdict:warn', [], 'ping'],
  ['!verdict:pass', ['fail'], 'verdict:fail !verdict:pass'],
])('%j with %j', (search, values, expected) => {
  expect(withValues(search, 'verdict', values)).toBe(expected);
});

test('a value with spaces or commas can be read again', () => {
  const search = withValues('', 'area', ['a b', 'c,d']);
  expect(search).toBe('area:"a b","c,d"');
  expect(valuesIn(search, 'area')).toEqual(['a b', 'c,d']);
});
