import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { htmlReport } from './page.ts';

const page = htmlReport(sampleReport());

test('the policy names the hashes of the one style sheet and the one script', () => {
  for (const [tag, directive] of [
    ['style', 'style-src'],
    ['script', 'script-src'],
  ] as const) {
    const bodies = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map(
      (match) => match[1] ?? '',
    );
    expect(bodies).toHaveLength(1);
    const hash = createHash('sha256')
      .update(bodies[0] ?? '')
      .digest('base64');
    expect(page).toContain(`${directive} 'sha256-${hash}'`);
  }
  expect(page).toContain("default-src 'none'");
});

test('nothing is loaded and nothing is inline that the policy would refuse', () => {
  const markup = page.replace(/<(style|script)>[^]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/<[a-z][^>]*\s(?:src|srcset|style|on\w+)=/);
  expect(markup).not.toMatch(/<(?:link|iframe|object|img|base)\b/);
});

test('each result is there once, with its id in the address', () => {
  for (const { id } of sampleResults) expect(page.split(`\nid="r=${id}"`)).toHaveLength(2);
});

test('ids are unique in every sample', () => {
  const two = sampleReport({ clients: [sampleClient(), sampleClient({ name: 'parchment' })] });
  for (const report of [sampleReport(), two, hostileReport(two)]) {
    const ids = [...htmlReport(report).matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(12);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('a transcript that a case shows is not shown twice', () => {
  expect(page.split('PRIVMSG quill :<b>\\x01</b>PING a  b<b>')).toHaveLength(2);
});

test('an incomplete run says so', () => {
  expect(page).not.toContain('This report is incomplete');
  const incomplete = htmlReport(incompleteReport());
  expect(incomplete).toContain('This report is incomplete');
  expect(incomplete).toContain('interrupted by the user');
});

test('a client that answers nothing is told so', () => {
  expect(page.includes('answered no CTCP query')).toBe(false);
  expect(htmlReport(silentReport())).toContain('Nothing could be judged: this client answered no CTCP query');
});

test('several clients make a matrix', () => {
  expect(page).not.toContain('All clients');
  const two = htmlReport(
    sampleReport({
      clients: [sampleClient(), sampleClient({ name: 'parchment', results: sampleResults.slice(0, 2) })],
    }),
  );
  expect(two).toContain('<h2 id="matrix">All clients</h2>');
  expect(two).toContain('href="#r=2:context/notice-is-never-answered"');
  expect(two).toContain('not played');
});

test('no string of a report can become markup', () => {
  const hostile = htmlReport(hostileReport(sampleReport()));
  const tags = (markup: string) => new Set([...markup.matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1]));
  const known = tags(page);
  expect([...tags(hostile)].filter((tag) => !known.has(tag))).toEqual([]);
  expect(hostile).not.toContain('<img');
  expect(hostile).not.toContain('href="javascript:');
  expect(hostile).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect([...hostile.matchAll(/<\/script>/g)]).toHaveLength(1);
});

test('a report without clients or results is a page too', () => {
  expect(htmlReport(sampleReport({ clients: [] }))).toContain('0 clients');
  expect(htmlReport(sampleReport({ clients: [sampleClient({ results: [], discovery: null })] }))).toContain(
    '</html>',
  );
});

test('a verdict that differs from what was expected is marked, and no other', () => {
  const heads = page
    .split(/<details\s+class="result /)
    .slice(1)
    .map((result) => result.split('</summary')[0] ?? '');
  const marked = (text: string) =>
    heads.filter((head) => head.includes(`>${text}<`)).map((head) => /id="r=([^"]*)"/.exec(head)?.[1]);
  expect(marked('expected')).toEqual(['injection/carriage-return-in-ping']);
  expect(marked('unexpected')).toEqual(['ping/answers']);
});
