import { expect, test } from 'vitest';
import { sampleReport } from '../../testing/sample-report.ts';
import { collectionOf } from '../collection.ts';
import { fits } from './fits.ts';
import { parseSearch } from './parse-search.ts';

const [of] = collectionOf([sampleReport()], []).clients;

function found(text: string): string[] {
  if (of === undefined) throw new Error('the sample has a client');
  const search = parseSearch(text);
  return of.client.results.filter((result) => fits(search, result, of)).map(({ id }) => id);
}

test('nothing asked for is everything', () => {
  expect(found('')).toHaveLength(12);
});

test.each([
  [
    'verdict:fail',
    ['context/notice-is-never-answered', 'injection/carriage-return-in-ping', 'ping/echo-is-exact'],
  ],
  ['verdict:not', ['action/shown-as-action']],
  ['verdict:fail area:ping', ['ping/echo-is-exact']],
  ['verdict:fail !area:ping !basis:security', ['context/notice-is-never-answered']],
  ['level:may', ['context/server-is-answered']],
  ['evidence:timed', ['replies/one-reply-each']],
  ['evidence:none', ['injection/carriage-return-in-ping', 'action/shown-as-action', 'action/long-line']],
  ['class:dev', []],
  ['outcome:squeezes', ['ping/echo-is-exact']],
  [
    'outcome:ign*',
    [
      'ping/echo-is-exact',
      'framing/closing-delimiter-missing',
      'context/server-is-answered',
      'quoting/undefined-escape',
    ],
  ],
  ['outcome:*-*ing', ['quoting/undefined-escape']],
  ['rule:ctx-03', ['context/notice-is-never-answered']],
  ['id:ping/*s', ['ping/answers']],
  ['id:PAYLOAD', ['ping/long-payload']],
  ['area:pin', []],
  ['cause:attempts', ['replies/one-reply-each']],
  ['cause:no-display', ['action/shown-as-action']],
  ['suite:built-in verdict:info', ['context/server-is-answered', 'quoting/undefined-escape']],
  ['client:quill verdict:warn flaky', []],
  ['client:irssi', []],
  ['flaky', ['replies/one-reply-each']],
  ['measured', ['context/notice-is-never-answered', 'ping/long-payload']],
  ['verdict:fail expected', ['injection/carriage-return-in-ping']],
  ['"\\x1B]52"', ['version/reply-is-plain']],
  ['qlo-05', ['quoting/undefined-escape']],
  ['OCTETS comes area:ping', ['ping/long-payload']],
  ['"comes octets"', []],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});
