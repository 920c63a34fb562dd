import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Report } from '../model/report.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { sampleClient, sampleReport } from '../testing/sample-report.ts';
import { compareReports } from './compare.ts';
import { comparisonFormats, renderComparison } from './formats.ts';
import type { Comparison } from './comparison.ts';

const plain = { width: 80, colours: false };
const published = JSON.parse(
  readFileSync(new URL('../schema/comparison.schema.json', import.meta.url), 'utf8'),
) as object;
const validate = new Ajv2020({ strict: true }).compile(published);

const compared = (old: Report, now: Report): Comparison =>
  compareReports(
    { file: 'old.json', report: old },
    { file: 'new.json', report: now },
    { aliases: new Map(), toolVersion: '0.1.0' },
  );

/** Everything that passed fails now, and the other way round; some is new, some is gone. */
function turned(report: Report): Report {
  const clients = report.clients.map((client) => ({
    ...client,
    version: `${client.version ?? ''}1`,
    results: client.results.slice(0, -1).map((result, index) => ({
      ...result,
      id: index === 0 ? 'new/one' : result.id,
      verdict: result.verdict === 'pass' ? ('fail' as const) : ('pass' as const),
      cases: result.cases.map((one) => ({
        ...one,
        verdict: one.verdict === 'pass' ? ('fail' as const) : ('pass' as const),
      })),
    })),
  }));
  return { ...report, suite: { ...report.suite, hash: 'other' }, clients };
}

const eventful = compared(sampleReport(), turned(sampleReport()));
const hostile = compared(hostileReport(sampleReport()), hostileReport(turned(sampleReport())));

test.each([
  ['an ordinary comparison', eventful],
  ['a hostile one', hostile],
  ['one of a client that came and one that went', compared(sampleReport(), twoOthers())],
])('the JSON of %s follows the published schema', (_, comparison) => {
  expect(
    validate(JSON.parse(renderComparison(comparison, 'json', plain))),
    JSON.stringify(validate.errors),
  ).toBe(true);
});

function twoOthers(): Report {
  return sampleReport({ clients: [sampleClient({ name: 'x' }), sampleClient({ name: 'y' })] });
}

test('the schema refuses a kind of change that it does not know', () => {
  const wrong = JSON.parse(renderComparison(eventful, 'json', plain)) as Comparison;
  Object.assign(wrong.clients[0]?.changes[0] ?? {}, { kind: 'odd' });
  expect(validate(wrong)).toBe(false);
});

test('the text says what became of what, the worst first, and what is doubtful', () => {
  const text = renderComparison(eventful, 'text', plain);
  expect(text).toContain('quillchat 0.9.2 → quillchat 0.9.21, unthrottled');
  expect(text).toMatch(/Regressed\n {2}↓ \S+ {2}pass \(replies\) → fail \(replies\)\n {8}The client answers/);
  expect(text).toMatch(/Regressed[\s\S]*Gone[\s\S]*Fixed[\s\S]*New\n {4}new\/one {2}/);
  expect(text).toMatch(/\n {2}\d+ regressed, .*\d+ unchanged\n/);
  expect(text).toMatch(/warning {2}The suites differ \(sha256:9f2c61d0a7be before, other/);
  expect(text).toMatch(/\n {2}\d+ changes are for the worse\.\n$/);
});

test('nothing that changed is said in few words', () => {
  expect(renderComparison(compared(sampleReport(), sampleReport()), 'text', plain)).toMatch(
    /^quillchat 0\.9\.2, unthrottled\n\n {2}\d+ unchanged\n\n {2}Nothing is worse than it was\.\n$/,
  );
});

test('no control character of a client reaches the terminal', () => {
  const bare = renderComparison(hostile, 'text', plain);
  expect(bare).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}/u);
  const coloured = renderComparison(hostile, 'text', { ...plain, colours: true });
  expect(coloured).not.toBe(bare);
  expect(coloured.replace(/\x1b\[[0-9;]*m/g, '')).toBe(bare);
});

test('what a client sent is no markup in Markdown, and breaks no table', () => {
  const text = renderComparison(hostile, 'markdown', plain);
  expect(text).toContain('&#60;img');
  expect(text.replaceAll(/<\/?code>/g, '')).not.toMatch(/[<"`[\]_\\@]/u);
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Zl}/u);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.split('|')).toHaveLength(6);
});

test('every format ends with one line feed', () => {
  for (const format of comparisonFormats) {
    expect(renderComparison(eventful, format, plain)).toMatch(/[^\n]\n$/);
  }
});
