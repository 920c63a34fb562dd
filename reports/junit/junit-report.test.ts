import { expect, test } from 'vitest';
import { withoutXmllint, xmlFaults, xpath } from '../../tests/xmllint.ts';
import type { Complaint, ExpectationEntry, Report } from '../model/report.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { caseResult, result } from '../testing/sample-result.ts';
import { visible } from '../visible.ts';
import { junitReport } from './junit-report.ts';
import { document, element } from './xml.ts';

const known: ExpectationEntry = { kind: 'known', reason: 'bug 7', link: null, file: 'e.yaml', line: 3 };
const complaint = (overrides: Partial<Complaint>): Complaint => ({
  code: 'unexpected-failure',
  id: null,
  message: 'It is not so.',
  file: null,
  line: null,
  ...overrides,
});

/** Every test case as `kind classname name`, told by this project's own reader of its own form. */
function cases(report: Report): string[] {
  const written = junitReport(report);
  return [...written.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"[^>]*?(\/>|>\s*<([\w-]+))/g)].map(
    ([, className = '', name = '', , inner = 'passed']) => `${inner} ${className} ${name}`,
  );
}

const one = (overrides: Parameters<typeof sampleClient>[0], run: Partial<Report['run']> = {}): Report => {
  const report = sampleReport({ clients: [sampleClient(overrides)] });
  return { ...report, run: { ...report.run, ...run } };
};

test('only what is not expected fails; a case of its own for each case', () => {
  expect(cases(sampleReport())).toEqual([
    'failure quillchat.context context/notice-is-never-answered',
    'system-out quillchat.context context/server-is-answered',
    'system-out quillchat.injection injection/carriage-return-in-ping',
    'passed quillchat.ping ping/echo-is-exact#plain',
    'failure quillchat.ping ping/echo-is-exact#two-spaces',
    'system-out quillchat.ping ping/echo-is-exact#no-payload',
    'passed quillchat.ping ping/echo-is-exact#not-utf-8',
    'failure quillchat.ping ping/answers',
    'passed quillchat.ping ping/long-payload',
    'system-out quillchat.framing framing/closing-delimiter-missing',
    'system-out quillchat.version version/reply-is-plain',
    'failure quillchat.replies replies/one-reply-each',
    'system-out quillchat.quoting quoting/undefined-escape',
    'skipped quillchat.action action/shown-as-action',
    'error quillchat.action action/long-line',
  ]);
});

test('a known failure is skipped with its reason, and fails again when it is unexpected', () => {
  const failing = { id: 'ping/a', verdict: 'fail', outcome: 'ignores', entry: known } as const;
  const met = { met: true, expectations: null, complaints: [] };
  const expected = one({ results: [result({ ...failing, expected: true })], gate: met });
  expect(cases(expected)).toEqual(['skipped quillchat.ping ping/a']);
  expect(junitReport(expected)).toContain('<skipped message="fail, known: bug 7, e.yaml:3"/>');
  const changed = complaint({ code: 'changed-symptom', id: 'ping/a', file: 'e.yaml', line: 3 });
  const unexpected = one({
    results: [result({ ...failing, expected: false })],
    gate: { met: false, expectations: null, complaints: [changed] },
  });
  expect(cases(unexpected)).toEqual(['failure quillchat.ping ping/a']);
  expect(junitReport(unexpected)).toContain('e.yaml:3: It is not so.');
});

test('what the gate has against no scenario in particular is red all the same', () => {
  const complaints = [
    complaint({ code: 'matches-nothing', id: 'old/*', file: 'e.yaml', line: 9 }),
    complaint({ code: 'nothing-judged' }),
    complaint({ code: 'nothing-judged' }),
  ];
  const gate = { met: false, expectations: null, complaints };
  const results = [result({ id: 'ping/a' })];
  expect(cases(one({ results, gate }))).toEqual([
    'failure quillchat: gate matches-nothing old/* e.yaml:9',
    'failure quillchat: gate nothing-judged',
    'failure quillchat: gate nothing-judged (2)',
    'passed quillchat.ping ping/a',
  ]);
  const silent = { met: false, expectations: null, complaints: [] };
  expect(cases(one({ results, gate: silent }))[0]).toBe('failure quillchat: gate not-met');
});

test('a run that was stopped is red, and what it did not play is skipped', () => {
  const results = [result({ id: 'ping/a', verdict: 'inconclusive', outcome: null, cause: 'interrupted' })];
  const gate = { met: true, expectations: null, complaints: [] };
  expect(cases(one({ results, gate }, { complete: false, endedBy: 'SIGINT' }))).toEqual([
    'failure quillchat: gate incomplete',
    'skipped quillchat.ping ping/a',
  ]);
});

test('a scenario that is unexpected although none of its cases is', () => {
  const results = [result({ id: 'ping/a', expected: false, cases: [caseResult({ name: 'x' })] })];
  expect(cases(one({ results }))).toEqual([
    'failure quillchat.ping ping/a',
    'passed quillchat.ping ping/a#x',
  ]);
});

test('what is newer than the scored requirements never fails', () => {
  const gate = { met: true, expectations: null, complaints: [] };
  for (const expected of [true, false]) {
    const results = [result({ id: 'ping/a', verdict: 'fail', scored: false, expected })];
    expect(cases(one({ results, gate }))).toEqual(['skipped quillchat.ping ping/a']);
  }
});

test('a case that a stopped run did not play is skipped, one that could not be judged is not', () => {
  const unjudged = { verdict: 'inconclusive', outcome: null, class: null, expected: false } as const;
  const results = [
    result({
      id: 'ping/a',
      verdict: 'fail',
      expected: false,
      cases: [
        caseResult({ name: 'fails', verdict: 'fail', expected: false }),
        caseResult({ name: 'unplayed', ...unjudged, attempts: [] }),
        caseResult({ name: 'lost', ...unjudged }),
      ],
    }),
  ];
  expect(cases(one({ results }))).toEqual([
    'failure quillchat.ping ping/a#fails',
    'skipped quillchat.ping ping/a#unplayed',
    'failure quillchat.ping ping/a#lost',
  ]);
});

test.skipIf(withoutXmllint)('every sample is well-formed and valid, whatever is in it', () => {
  const twice = sampleReport({
    clients: [
      sampleClient(),
      sampleClient(),
      sampleClient({ settings: 'stock' }),
      sampleClient({ results: [] }),
    ],
  });
  for (const report of [sampleReport(), incompleteReport(), silentReport(), twice]) {
    expect(xmlFaults(junitReport(report))).toBe('');
    expect(xmlFaults(junitReport(hostileReport(report)))).toBe('');
  }
  expect(xmlFaults(junitReport(sampleReport()).replace('<failure type="replies"', '<failure'))).toContain(
    "attribute 'type' is required",
  );
});

test.skipIf(withoutXmllint)(
  'no character is dropped: every one of them can be read back in byte notation',
  () => {
    const points = [
      ...Array.from({ length: 0x300 }, (_, point) => point),
      ...[0x061c, 0x200b, 0x2028, 0x202e, 0xd800, 0xdfff, 0xe000, 0xfdd0, 0xfeff, 0xfffd, 0xfffe, 0xffff],
      ...[0x1f44d, 0x1fffe, 0xe0001, 0x10ffff],
    ];
    const text = `]]> ${points.map((point) => String.fromCodePoint(point)).join('.')} <a b="c">&amp;</a>`;
    const xml = document(element('testsuites', { name: text }, text));
    expect(xpath(xml, 'string(/testsuites/@name)')).toBe(visible(text));
    const lines = text.split('\n').map(visible).join('\n');
    expect(xpath(xml, 'string(/testsuites)')).toBe(lines);
  },
);
