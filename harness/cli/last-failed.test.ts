import { describe, expect, test } from 'vitest';
import type { ClientReport, Report, Result, Verdict } from '../../reports/model/report.ts';
import { sampleClient, sampleReport } from '../../reports/testing/sample-report.ts';
import { result } from '../../reports/testing/sample-result.ts';
import type { Scenario } from '../scenario/model.ts';
import { lastFailed } from './last-failed.ts';
import { UsageError } from './usage-error.ts';

const client = { name: 'quillchat', settings: 'unthrottled' };
const scenarios = [
  { id: 'a/1', aliases: [] },
  { id: 'a/2', aliases: ['a/before'] },
  { id: 'a/3', aliases: [] },
] as unknown as Scenario[];

const reportOf = (results: Result[], overrides: Partial<ClientReport> = {}): Report =>
  sampleReport({ clients: [sampleClient({ findings: [], results, ...overrides })] });

function chosen(report: Report, among = scenarios): { ids: string[]; sentence: string } {
  const found = lastFailed(report, { client, scenarios: among, file: 'r.json' });
  return { ids: found.scenarios.map(({ id }) => id), sentence: found.sentence };
}

describe('what is played again', () => {
  test.each<[Verdict, boolean, boolean]>([
    ['pass', true, false],
    ['info', true, false],
    ['not-applicable', true, false],
    ['pass', false, true],
    ['fail', false, true],
    ['fail', true, true],
    ['warn', true, true],
    ['inconclusive', false, true],
    ['harness-error', false, true],
  ])('%s, expected: %s', (verdict, expected, again) => {
    const report = reportOf([result({ id: 'a/1', verdict, expected }), result({ id: 'a/3' })], {
      gate: { met: true, expectations: null, complaints: [] },
    });
    expect(chosen(report).ids).toEqual(again ? ['a/1'] : []);
  });

  test('a scenario that has another name by now', () => {
    const found = chosen(reportOf([result({ id: 'a/before', verdict: 'fail' }), result({ id: 'a/1' })]));
    expect(found.ids).toEqual(['a/2']);
    expect(found.sentence).toContain('1 of 3 scenarios failed');
  });

  test('nothing, when nothing failed, or when the filters let nothing through', () => {
    expect(chosen(reportOf([result({ id: 'a/1' })]))).toEqual({
      ids: [],
      sentence: 'quillchat (unthrottled): nothing failed in r.json',
    });
    const elsewhere = chosen(reportOf([result({ id: 'a/1', verdict: 'fail' })]), scenarios.slice(1));
    expect(elsewhere.ids).toEqual([]);
    expect(elsewhere.sentence).toContain('the filters let none of them through');
  });

  test('everything, when the client as a whole was at fault', () => {
    const fatal = { code: 'x', step: null, message: 'It dies.', fatal: true, transcript: [] };
    const unmet = { met: false, expectations: null, complaints: [] };
    for (const [report, why] of [
      [reportOf([result({ id: 'a/1' })], { findings: [fatal] }), 'could not be tested'],
      [reportOf([]), 'nothing was played'],
      [reportOf([result({ id: 'a/1' })], { gate: unmet }), 'although no scenario failed'],
    ] as const) {
      const found = chosen(report);
      expect(found.ids).toEqual(['a/1', 'a/2', 'a/3']);
      expect(found.sentence).toContain(why);
    }
  });
});

test('a report about another client is no use', () => {
  const other = sampleReport({ clients: [sampleClient({ name: 'other' })] });
  expect(() => chosen(other)).toThrow(UsageError);
  expect(() => chosen(other)).toThrow(
    'r.json is not about quillchat (unthrottled), but about other (unthrottled).',
  );
});
