import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

test.each([
  ['{"a":}', 1, 6],
  ['{"a":1,}', 1, 8],
  ['[1,\n 2,\n x]', 3, 2],
  ['{a:1}', 1, 2],
  ['[1 2]', 1, 4],
  ['[1]]', 1, 4],
  ['{"a":"\u0001"}', 1, 6],
  ['["\\q"]', 1, 2],
  ['<html>', 1, 1],
  ['}', 1, 1],
  ['[1}', 1, 3],
  ['{"a" 1}', 1, 6],
])('%j is wrong at %i:%i', (text, line, column) => {
  expect(findJsonFault(text)).toMatchObject({ line, column, atEnd: false });
});

test.each([[''], ['{"a":'], ['{"a":"b'], ['["\\u12'], ['[tr'], ['[1,'], ['{'], ['-']])(
  '%j ends in the middle',
  (text) => {
    expect(findJsonFault(text)).toMatchObject({ atEnd: true });
  },
);

test('every beginning of an object is cut off, never wrong', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (value, share) => {
        const text = JSON.stringify(value, null, 1);
        // A number cut in the middle is a number, but the object around it is open still.
        expect(findJsonFault(text.slice(0, Math.floor(text.length * share)))).toMatchObject({ atEnd: true });
      },
    ),
  );
});

test('it agrees with JSON.parse on what is JSON, whatever was changed in it', () => {
  const alphabet = fc.constantFrom(...Array.from('{}[],:"\\ \n01-.eEtrufalsn'));
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), alphabet, (value, at, character) => {
      const text = JSON.stringify(value);
      const changed =
        text.slice(0, at % (text.length + 1)) + character + text.slice((at % (text.length + 1)) + 1);
      let valid = true;
      try {
        JSON.parse(changed);
      } catch {
        valid = false;
      }
      expect(findJsonFault(changed) === null).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});
