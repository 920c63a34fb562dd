import { expect, test } from 'vitest';
import { sampleClient, sampleReport } from '../../testing/sample-report.ts';
import { caseResult, entry, result } from '../../testing/sample-result.ts';
import { sampleResults } from '../../testing/sample-results.ts';
import { nowhere } from '../address.ts';
import { collectionOf } from '../collection.ts';
import { comparison, pairOf } from './compare.ts';
import { disputesView } from './disputes.ts';
import { matrix } from './matrix.ts';
import { resultView } from './result.ts';

const dispute = {
  id: 'D-01',
  title: 'A missing delimiter',
  question: 'Is it a query?',
  options: [
    {
      letter: 'A',
      does: 'answers it',
      sources: [{ text: 'A text', url: 'javascript:alert(1)' }],
      shown: [{ scenario: 'framing/closing-delimiter-missing', outcomes: ['replies'] }],
    },
    {
      letter: 'B',
      does: 'ignores it',
      sources: [],
      shown: [{ scenario: 'framing/closing-delimiter-missing', outcomes: ['ignores'] }],
    },
  ],
};
const better = sampleResults.map((one) =>
  one.id === 'framing/closing-delimiter-missing'
    ? { ...one, verdict: 'pass' as const, outcome: 'replies' }
    : one,
);
const report = sampleReport({
  clients: [
    sampleClient(),
    sampleClient({ name: 'parchment', version: null, results: better.slice(0, 6) }),
    sampleClient(),
  ],
});
const collection = collectionOf([report], [dispute]);

test('labels are short, and no two are the same', () => {
  const long = sampleClient({
    name: 'weechat',
    version: 'WeeChat 3.8 (Jan 15 2023 08:23:12) with everything',
  });
  expect(collection.clients.map(({ label }) => label)).toEqual([
    'quillchat 0.9.2',
    'parchment',
    'quillchat 0.9.2 (2)',
  ]);
  expect(collectionOf([sampleReport({ clients: [long] })], []).clients[0]?.label).toBe('weechat 3.8');
});

test('the matrix has a row for each scenario, by area, and says what was not played', () => {
  const { body, shown, of } = matrix(collection, { place: nowhere, differing: false });
  expect([shown, of]).toEqual([12, 12]);
  expect(body.markup.match(/data-cell/g)).toHaveLength(30);
  expect(body.markup.match(/not played/g)).toHaveLength(6);
  expect(body.markup.match(/class="area-row"/g)).toHaveLength(8);
  expect(body.markup).toContain('r=2:ping/echo-is-exact');
});

test('the matrix narrows to a search, and to where clients differ', () => {
  const ids = (search: string, differing: boolean) => {
    const { body } = matrix(collection, { place: { ...nowhere, search }, differing });
    return [...plain(body.markup).matchAll(/<th scope="row" [^>]*>([^<]*?)\s*</g)].map((match) => match[1]);
  };
  expect(ids('', true)).toEqual(['closing-delimiter-missing']);
  expect(ids('area:ping verdict:fail', false)).toEqual(['echo-is-exact']);
  expect(ids('client:parchment area:framing', false)).toEqual(['closing-delimiter-missing']);
  expect(ids('nothing like it', false)).toEqual([]);
});

test('a comparison shows where two clients differ, and on request the rest', () => {
  const place = { ...nowhere, client: 0, other: 1 };
  expect(comparison(collection, { place, all: false })).toMatchObject({ shown: 7, of: 12 });
  expect(comparison(collection, { place, all: true })).toMatchObject({ shown: 12, of: 12 });
  expect(comparison(collection, { place: { ...place, other: 2 }, all: false }).shown).toBe(0);
});

test('whom an address does not name is chosen, and is never the same twice by chance', () => {
  expect(pairOf(collection, nowhere)).toEqual({ left: 0, right: 1 });
  expect(pairOf(collection, { ...nowhere, client: 1 })).toEqual({ left: 1, right: 0 });
  expect(pairOf(collection, { ...nowhere, client: 99, other: 2 })).toEqual({ left: 0, right: 2 });
});

test('a dispute shows who is on which side, and links only where a link may lead', () => {
  const markup = plain(disputesView(collection, nowhere).markup);
  const [, a = '', b = ''] = markup.split(/<b class="side /);
  expect(a).toContain('>parchment</a>');
  expect(a).not.toContain('>quillchat 0.9.2</a>');
  expect(b).toContain('>quillchat 0.9.2</a>');
  expect(markup).not.toContain('javascript:');
});

test('without a scenario of a dispute that view says so', () => {
  const empty = collectionOf([sampleReport({ clients: [sampleClient({ results: [] })] })], [dispute]);
  expect(disputesView(empty, nowhere).markup).toContain('No scenario of a dispute was judged');
});

/** Without the line breaks that the templates have inside of tags. */
const plain = (markup = '') => markup.replace(/\s+>/g, '>').replace(/>\s+/g, '>');

const options = { place: nowhere, client: 0, hex: false, before: null, after: null, asScenario: false };

test('a result shows what the others do, and each transcript once', () => {
  const [first] = collection.clients;
  const one = first?.results.get('ping/echo-is-exact');
  if (one === undefined) throw new Error('the sample has it');
  const markup = plain(resultView(one, collection, options)?.markup);
  expect(markup.split('PRIVMSG quill :<b>\\x01</b>PING a  b<b>')).toHaveLength(2);
  expect(markup).toContain('>parchment</a>');
  expect(markup.match(/<details class="case [^>]* open/g)).toHaveLength(1);
});

test('octets come in hex on demand, also of the notation that nobody else reads', () => {
  const one = result({ id: 'a/b', transcript: [entry(0, 'client', 'A\\x01\\q', 'caused')] });
  const single = collectionOf([sampleReport({ clients: [sampleClient({ results: [one] })] })], []);
  expect(resultView(one, single, options)?.markup).not.toContain('41 01');
  expect(resultView(one, single, { ...options, hex: true })?.markup).toContain('0000  41 01 5c 71');
});

test('a case that the verdict speaks of is open, also where it passes', () => {
  const cases = [caseResult({ name: 'x', verdict: 'info', outcome: 'odd' }), caseResult({ name: 'y' })];
  const one = result({ id: 'a/b', cases });
  const single = collectionOf([sampleReport({ clients: [sampleClient({ results: [one] })] })], []);
  expect(resultView(one, single, options)?.markup).toMatch(/data-case="y"\s+open/);
});
