import { expect, test } from 'vitest';
import type { Report } from './model/report.ts';
import { checkReport } from './check.ts';
import { regrade } from './regrade.ts';
import { attempt, caseResult, entry, result } from './testing/sample-result.ts';
import { sampleClient, sampleReport } from './testing/sample-report.ts';

const byId = (report: Report, id: string) => report.clients[0]?.results.find((one) => one.id === id);

test('a recommendation of today that 1994 does not know', () => {
  const classic = regrade(sampleReport(), 'classic');
  expect(classic.suite.standard).toBe('classic');
  expect(byId(classic, 'framing/closing-delimiter-missing')).toMatchObject({
    outcome: 'ignores',
    class: 'conforms',
    level: 'NONE',
    verdict: 'pass',
  });
});

test('a rule of 1994 that today is left open', () => {
  expect(byId(regrade(sampleReport(), 'classic'), 'quoting/undefined-escape')).toMatchObject({
    class: 'violates',
    level: 'MUST',
    verdict: 'fail',
  });
});

test('the totals follow', () => {
  const { totals } = regrade(sampleReport(), 'classic').clients[0] ?? sampleClient();
  expect(totals).toMatchObject({ pass: 3, fail: 4, warn: 1, info: 1 });
});

test('there and back again is the same report', () => {
  const report = sampleReport();
  const graded = regrade(report, 'modern');
  expect(regrade(regrade(graded, 'classic'), 'modern')).toEqual(graded);
  expect(graded.clients[0]?.totals).toEqual(report.clients[0]?.totals);
});

test('the given report is not changed, and the new one is valid', () => {
  const report = sampleReport();
  const before = structuredClone(report);
  expect(checkReport(regrade(report, 'classic')).suite.standard).toBe('classic');
  expect(report).toEqual(before);
});

test('an injected command fails by both standards', () => {
  expect(byId(regrade(sampleReport(), 'classic'), 'injection/carriage-return-in-ping')).toMatchObject({
    outcome: 'injects',
    verdict: 'fail',
  });
});

const both = { modern: 'conforms', classic: 'conforms' } as const;

function twoCases(): Report {
  const short = [entry(0, 'server', 'short', 'stimulus')];
  const long = [entry(0, 'server', 'long', 'stimulus')];
  const played = result({
    id: 'framing/two',
    requirement: 'FRM-02',
    level: 'SHOULD',
    outcome: 'ignores',
    class: 'violates',
    verdict: 'warn',
    grades: { modern: 'warn', classic: 'fail' },
    reason: 'sends nothing',
    hint: 'Answer.',
    transcript: short,
    outcomes: [
      { name: 'replies', class: both, requirement: 'FRM-02', says: 'answers' },
      {
        name: 'ignores',
        class: { modern: 'violates', classic: 'conforms' },
        requirement: 'FRM-02',
        says: '',
      },
      { name: 'quotes', class: { modern: 'conforms', classic: 'violates' }, requirement: 'QLO-05', says: '' },
    ],
    cases: [
      caseResult({
        name: 'short',
        outcome: 'ignores',
        class: 'violates',
        verdict: 'warn',
        reason: 'sends nothing',
        attempts: [attempt({ outcome: 'ignores', class: 'violates', transcript: short })],
      }),
      caseResult({
        name: 'long',
        outcome: 'quotes',
        class: 'conforms',
        verdict: 'pass',
        reason: 'quotes the payload',
        evidence: 'timed',
        attempts: [attempt({ outcome: 'quotes', observationMs: 900, transcript: long })],
      }),
    ],
  });
  return sampleReport({ clients: [sampleClient({ results: [played] })] });
}

test('another case may be the worst one by the other standard, and then speaks', () => {
  const regraded = byId(regrade(twoCases(), 'classic'), 'framing/two');
  expect(regraded?.cases.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
  expect(regraded).toMatchObject({
    verdict: 'fail',
    outcome: 'quotes',
    class: 'violates',
    requirement: 'QLO-05',
    level: 'MUST',
    reason: "Case 'long': quotes the payload",
    hint: null,
    seen: { times: 1, of: 1 },
    evidence: 'timed',
    observationMs: 900,
    transcript: [{ bytes: 'long' }],
  });
});

test('by the same standard the result keeps its own case', () => {
  expect(byId(regrade(twoCases(), 'modern'), 'framing/two')).toMatchObject({
    outcome: 'ignores',
    hint: 'Answer.',
    transcript: [{ bytes: 'short' }],
  });
});
