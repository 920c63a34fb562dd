import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { htmlReport } from './page.ts';

const page = htmlReport(sampleReport());
const two = sampleReport({
  clients: [sampleClient(), sampleClient({ name: 'parchment', results: sampleResults.slice(0, 2) })],
});

/** What is in the page before any script, without style, script and data. */
const statically = (markup: string) => markup.replace(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '');

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
  const markup = statically(page);
  expect(markup).not.toMatch(/<[a-z][^>]*\s(?:src|srcset|style|on\w+)=/);
  expect(markup).not.toMatch(/<(?:link|iframe|object|img|base)\b/);
});

test('the data is no script, and can end none', () => {
  const [, type, data] = /<script type="([^"]*)" id="data">([^<]*)<\/script>/.exec(page) ?? [];
  expect(type).toBe('text/plain');
  expect(data).toMatch(/^[A-Za-z0-9+/]+=*$/);
});

test('without a script each failure can be read and linked to, with its bytes and what to do', () => {
  const markup = statically(page);
  for (const { id, verdict, title } of sampleResults) {
    const isWanting = verdict === 'fail' || verdict === 'warn';
    expect(markup.split(` id="r=${id}"`)).toHaveLength(isWanting ? 2 : 1);
    if (isWanting) expect(markup).toContain(`>${title}</a>`);
  }
  expect(markup).toContain('Check the IRC command before you dispatch');
  expect(markup).toContain('NOTICE p7 :<b>\\x01</b>VERSION quillchat 0.9.2');
  expect(markup).toContain('1 scenario');
});

test('a danger stands before everything else that is to be mended', () => {
  const markup = statically(page);
  expect(markup).toContain('A danger was found');
  expect(markup.indexOf('id="r=injection/carriage-return-in-ping"')).toBeLessThan(
    markup.indexOf('id="r=context/notice-is-never-answered"'),
  );
});

test('ids are unique in every sample', () => {
  for (const report of [sampleReport(), two, hostileReport(two), hostileReport(sampleReport())]) {
    const ids = [...statically(htmlReport(report)).matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('an incomplete run says so', () => {
  expect(statically(page)).not.toContain('This report is incomplete');
  const incomplete = htmlReport(incompleteReport());
  expect(incomplete).toContain('This report is incomplete');
  expect(incomplete).toContain('interrupted by the user');
});

test('a client that answers nothing is told so', () => {
  expect(statically(page)).not.toContain('answered no CTCP query, so its silences');
  expect(statically(htmlReport(silentReport()))).toContain(
    'Nothing could be judged: this client answered no CTCP query',
  );
});

test('of several clients the table says who breaks what', () => {
  const markup = statically(htmlReport(two));
  expect(markup).toContain('2 clients');
  expect(markup).toContain('href="#r=2:context/notice-is-never-answered"');
  expect(markup).toContain('parchment 0.9.2');
});

test('a long version does not fill the title, and is told in full below', () => {
  const version = `0.9.2 ${'running on everything '.repeat(40)}the end`;
  const markup = statically(htmlReport(sampleReport({ clients: [sampleClient({ version })] })));
  expect(/<title>(.*)<\/title>/.exec(markup)?.[1]?.length).toBeLessThan(100);
  expect(/<h1[^>]*>([^]*?)<\/h1>/.exec(markup)?.[1]).not.toContain('the end');
  expect(markup).toContain('Version, whole');
  expect(markup).toContain('the end');
});

test('no string of a report can become markup', () => {
  const hostile = htmlReport(hostileReport(sampleReport()));
  const tags = (markup: string) =>
    new Set([...statically(markup).matchAll(/<\/?([a-z0-9]+)/g)].map((match) => match[1]));
  const known = tags(page);
  expect([...tags(hostile)].filter((tag) => !known.has(tag))).toEqual([]);
  expect(statically(hostile)).not.toContain('<img');
  expect(statically(hostile)).not.toContain('href="javascript:');
  expect(hostile).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect([...hostile.matchAll(/<\/script>/g)]).toHaveLength(2);
});

test('a report without clients or results is a page too', () => {
  expect(htmlReport(sampleReport({ clients: [] }))).toContain('0 clients');
  expect(htmlReport(sampleReport({ clients: [sampleClient({ results: [], discovery: null })] }))).toContain(
    '</html>',
  );
});
