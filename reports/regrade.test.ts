import { describe, expect, test } from 'vitest';
import type { Complaint, Report, Result, Standard } from './model/report.ts';
import { totalsOf } from './model/totals.ts';
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

describe('the gate', () => {
  const warns = { outcome: 'ignores', class: 'violates', verdict: 'fail', requirement: 'CTX-01' } as const;
  const moved = (expected: boolean, overrides: Partial<Result> = {}): Result =>
    result({ id: 'ping/a', ...warns, grades: { modern: 'fail', classic: 'pass' }, expected, ...overrides });
  const complaint = (overrides: Partial<Complaint>): Complaint => ({
    code: 'unexpected-failure',
    id: 'ping/a',
    message: 'ping/a is fail.',
    file: null,
    line: null,
    ...overrides,
  });
  const known = { kind: 'known', reason: 'r', link: null, file: 'e.yaml', line: 2 } as const;
  const regraded = (results: Result[], complaints: Complaint[], standard: Standard = 'classic') => {
    const gate = { met: complaints.length === 0, expectations: null, complaints };
    const report = sampleReport({ clients: [sampleClient({ results, gate })] });
    const [client] = checkReport(regrade(report, standard)).clients;
    if (client === undefined) throw new Error('the client is gone');
    return client;
  };

  test('is met when nothing fails any more', () => {
    const { gate, results } = regraded([moved(false)], [complaint({})]);
    expect(gate).toEqual({ met: true, expectations: null, complaints: [] });
    expect(results[0]).toMatchObject({ verdict: 'pass', expected: true });
  });

  test('is not met when something fails now, and says by which standard', () => {
    const failing = moved(true, { verdict: 'pass', grades: { modern: 'pass', classic: 'fail' } });
    const { gate, results } = regraded([failing], []);
    expect(results[0]?.expected).toBe(false);
    expect(gate.met).toBe(false);
    expect(gate.complaints).toMatchObject([
      {
        code: 'unexpected-failure',
        id: 'ping/a',
        message: 'ping/a is fail (ignores) by the classic standard, and nothing expects that.',
      },
    ]);
  });

  test('complains of the cases of a scenario that has several', () => {
    const client = regrade(twoCases(), 'classic').clients[0];
    expect(client?.gate.complaints.map(({ id }) => id)).toEqual(['framing/two#long']);
    expect(client?.results[0]?.cases.map(({ expected }) => expected)).toEqual([true, false]);
  });

  test('keeps what an entry speaks for as it was: what the client does has not changed', () => {
    const failsNow = moved(true, {
      verdict: 'pass',
      grades: { modern: 'pass', classic: 'fail' },
      entry: known,
    });
    expect(regraded([failsNow], []).gate.met).toBe(true);
    const symptom = complaint({ code: 'changed-symptom', file: 'e.yaml', line: 2 });
    const passesNow = moved(false, { entry: known });
    expect(regraded([passesNow], [symptom]).gate.complaints).toEqual([symptom]);
    expect(regraded([passesNow], [complaint({})]).gate.complaints).toEqual([complaint({})]);
  });

  test('keeps the complaints about the expectations and about the client as a whole', () => {
    const others = [
      complaint({ code: 'matches-nothing', id: 'old/*', file: 'e.yaml', line: 4 }),
      complaint({ code: 'finding', id: null }),
    ];
    expect(regraded([moved(false)], [complaint({}), ...others]).gate.complaints).toEqual(others);
  });

  test('says nothing of what is not scored, and counts it apart', () => {
    const newer = moved(false, {
      scored: false,
      verdict: 'pass',
      grades: { modern: 'pass', classic: 'fail' },
    });
    const own = { ...newer, id: 'own/b', suite: 'mine', verdict: 'pass' as const };
    const report = sampleReport({
      clients: [
        sampleClient({
          results: [newer, own],
          gate: { met: true, expectations: null, complaints: [] },
          apart: [
            { name: 'newer than 2026-11', totals: totalsOf([]) },
            { name: 'mine', totals: totalsOf([]) },
          ],
        }),
      ],
    });
    const client = regrade(report, 'classic').clients[0];
    expect(client?.gate.complaints.map(({ id }) => id)).toEqual(['own/b']);
    expect(client?.totals).toEqual(totalsOf([]));
    expect(client?.apart.map(({ totals }) => totals.fail)).toEqual([1, 1]);
  });

  test('does not ask for what an interrupted run did not play', () => {
    const unplayed = result({
      id: 'ping/a',
      verdict: 'inconclusive',
      outcome: null,
      class: null,
      cause: 'interrupted',
    });
    const report = sampleReport({
      clients: [
        sampleClient({ results: [unplayed], gate: { met: true, expectations: null, complaints: [] } }),
      ],
    });
    const stopped = { ...report, run: { ...report.run, complete: false } };
    expect(regrade(stopped, 'classic').clients[0]?.gate.met).toBe(true);
    const unlost = sampleReport({
      clients: [sampleClient({ results: [{ ...unplayed, cause: 'control-lost' }] })],
    });
    expect(regrade(unlost, 'classic').clients[0]?.gate.met).toBe(false);
  });
});
