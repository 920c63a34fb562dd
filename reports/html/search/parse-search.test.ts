import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch } from './parse-search.ts';

/** The terms in short: `!` before what must not be. */
const terms = (text: string) =>
  parseSearch(text).terms.map(({ not, wants }) => {
    const sign = not ? '!' : '';
    switch (wants.kind) {
      case 'key':
        return `${sign}${wants.key}=${wants.values.join('|')}`;
      case 'flag':
        return `${sign}flag ${wants.flag}`;
      case 'text':
        return `${sign}text ${wants.text}`;
    }
  });

test.each([
  ['', []],
  ['   ', []],
  ['verdict:fail', ['verdict=fail']],
  ['verdict:fail,warn area:quoting', ['verdict=fail|warn', 'area=quoting']],
  ['VERDICT:Fail', ['verdict=Fail']],
  ['level:must "two words" !flaky', ['level=must', 'text two words', '!flag flaky']],
  ['!verdict:pass', ['!verdict=pass']],
  ['area:"a b",c', ['area=a b|c']],
  ['outcome:*answers*', ['outcome=*answers*']],
  ['flaky "flaky"', ['flag flaky', 'text flaky']],
  ['Delimiter', ['text delimiter']],
  ['"\\x01PING a  b"', ['text \\x01ping a  b']],
  [':\\x01VERSION', ['text :\\x01version']],
  ['"not closed', ['text not closed']],
  ['area: ping', ['text area:', 'text ping']],
  ['!', ['text !']],
  ['!!flaky', ['!text !flaky']],
  ['a"b c"d', ['text a', 'text b c', 'text d']],
  ['""', []],
])('%j', (text, expected) => {
  expect(terms(text)).toEqual(expected);
});

test('what looks like a key and is none is searched as text, and said', () => {
  expect(terms('verdit:fail')).toEqual(['text verdit:fail']);
  expect(parseSearch('verdit:fail').notes).toEqual(["'verdit:' is no key, so it is searched for as text."]);
  expect(parseSearch('http://example.org/').notes).toHaveLength(1);
  expect(parseSearch('verdict:fail :x').notes).toEqual([]);
});

test('every text is read to its end, and what was written is kept', () => {
  const piece = fc.constantFrom(
    'verdict:',
    'area:',
    '!',
    '"',
    ',',
    ' ',
    '\\x01',
    'fail',
    'flaky',
    ':',
    'é',
    '\u2028',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 }),
      (pieces) => {
        const text = pieces.join('');
        const found = parseSearch(text).terms;
        for (const { written } of found) expect(text).toContain(written);
        const again = parseSearch(found.map(({ written }) => written).join(' ')).terms;
        expect(again.map(({ wants, not }) => ({ wants, not }))).toEqual(
          found.map(({ wants, not }) => ({ wants, not })),
        );
      },
    ),
  );
});
