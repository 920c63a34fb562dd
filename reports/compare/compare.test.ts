import { describe, expect, test } from 'vitest';
import type { ClientReport, Report, Result, Verdict } from '../model/report.ts';
import { sampleClient, sampleReport } from '../testing/sample-report.ts';
import { caseResult, result } from '../testing/sample-result.ts';
import { compareReports, keyOf } from './compare.ts';
import type { Change, Comparison } from './comparison.ts';

const NAMES = { aliases: new Map<string, string>(), toolVersion: '0.1.0' };

function reportOf(results: Result[], overrides: Partial<Report> = {}): Report {
  return sampleReport({ clients: [sampleClient({ results })], ...overrides });
}

function compared(old: Report, now: Report, aliases = NAMES.aliases): Comparison {
  return compareReports(
    { file: 'old.json', report: old },
    { file: 'new.json', report: now },
    { ...NAMES, aliases },
  );
}

function changesOf(old: Result[], now: Result[], aliases = NAMES.aliases): Change[] {
  return compared(reportOf(old), reportOf(now), aliases).clients.flatMap(({ changes }) => changes);
}

const short = ({ kind, worse, ...change }: Change): string =>
  `${keyOf(change)} ${kind}${worse ? ' worse' : ''}`;

const outcomes: Result['outcomes'] = (
  [
    ['replies', 'conforms'],
    ['ignores', 'deviates'],
    ['cuts', 'violates'],
    ['adds', 'violates'],
  ] as const
).map(([name, outcomeClass]) => ({
  name,
  class: { modern: outcomeClass, classic: outcomeClass },
  requirement: 'PNG-01',
  says: name,
}));

type Cell = readonly [Verdict, string | null, Result['class']];

const one = ([verdict, outcome, outcomeClass]: Cell): Result =>
  result({
    id: 'a/one',
    verdict,
    outcome,
    class: outcomeClass,
    outcomes,
    cause: verdict === 'inconclusive' ? 'control-lost' : null,
    notApplicable: verdict === 'not-applicable' ? 'declined' : null,
  });

const pass: Cell = ['pass', 'replies', 'conforms'];
const info: Cell = ['info', 'ignores', 'observed'];
const warn: Cell = ['warn', 'ignores', 'deviates'];
const warnViolates: Cell = ['warn', 'ignores', 'violates'];
const cuts: Cell = ['fail', 'cuts', 'violates'];
const adds: Cell = ['fail', 'adds', 'violates'];
const crashes: Cell = ['fail', 'crashes', 'violates'];
const unjudged: Cell = ['inconclusive', null, null];
const fault: Cell = ['harness-error', null, null];
const declined: Cell = ['not-applicable', null, null];

describe('what became of one scenario', () => {
  test.each<[name: string, old: Cell, now: Cell, change: string | null]>([
    ['the same', pass, pass, null],
    ['the same failure', cuts, cuts, null],
    ['a pass fails', pass, cuts, 'regressed worse'],
    ['a pass is a warning', pass, warn, 'regressed worse'],
    ['an info is a warning', info, warn, 'regressed worse'],
    ['a pass is disputed', pass, info, 'changed-symptom'],
    ['a failure passes', cuts, pass, 'fixed'],
    ['a warning is disputed', warn, info, 'fixed'],
    ['a warning is a failure', warn, cuts, 'changed-symptom worse'],
    ['a failure is a warning', cuts, warn, 'changed-symptom'],
    ['another failure', cuts, adds, 'changed-symptom'],
    ['a failure is a crash', cuts, crashes, 'changed-symptom worse'],
    ['a crash is an ordinary failure', crashes, cuts, 'changed-symptom'],
    ['a warning of a worse class', warn, warnViolates, 'changed-symptom worse'],
    ['a warning of a better class', warnViolates, warn, 'changed-symptom'],
    ['a pass cannot be judged', pass, unjudged, 'became-inconclusive worse'],
    ['a warning cannot be judged', warn, unjudged, 'became-inconclusive worse'],
    ['a failure cannot be judged', cuts, unjudged, 'became-inconclusive'],
    ['what does not apply cannot be judged', declined, unjudged, 'became-inconclusive worse'],
    ['a fault of the harness', pass, fault, 'became-inconclusive worse'],
    ['what could not be judged is a fault of the harness', unjudged, fault, 'changed-symptom'],
    ['what could not be judged passes', unjudged, pass, 'no-longer-inconclusive'],
    ['what could not be judged fails', unjudged, cuts, 'no-longer-inconclusive worse'],
    ['a pass does not apply any more', pass, declined, 'became-not-applicable'],
    ['a failure does not apply any more', cuts, declined, 'became-not-applicable'],
    ['what could not be judged does not apply', unjudged, declined, 'became-not-applicable'],
    ['what did not apply passes', declined, pass, 'no-longer-not-applicable'],
    ['what did not apply fails', declined, cuts, 'no-longer-not-applicable worse'],
  ])('%s', (_, old, now, change) => {
    const found = changesOf([one(old)], [one(now)]).map(short);
    expect(found).toEqual(change === null ? [] : [`a/one ${change}`]);
  });

  test('the gate is met exactly when nothing is worse', () => {
    expect(compared(reportOf([one(cuts)]), reportOf([one(adds)])).gate).toEqual({
      met: true,
      worse: 0,
      lostClients: [],
    });
    expect(compared(reportOf([one(pass)]), reportOf([one(adds)])).gate).toMatchObject({
      met: false,
      worse: 1,
    });
  });

  test('other words, other transcripts and other times are no change', () => {
    const before = result({ id: 'a/one', reason: 'answers with 1', durationMs: 3 });
    const after = result({ id: 'a/one', reason: 'answers with 2', durationMs: 9 });
    const { clients, gate } = compared(reportOf([before]), reportOf([after]));
    expect(clients).toMatchObject([{ changes: [], unchanged: 1 }]);
    expect(gate.met).toBe(true);
  });

  test('another cause is another symptom', () => {
    const lost = result({ id: 'a/one', verdict: 'inconclusive', outcome: null, cause: 'client-lost' });
    expect(changesOf([one(unjudged)], [lost]).map(short)).toEqual(['a/one changed-symptom']);
  });
});

describe('what came and went', () => {
  test('new is not worse, even when it fails: the suite grew; gone is', () => {
    const found = changesOf([result({ id: 'a/old' })], [one(cuts)]);
    expect(found.map(short)).toEqual(['a/old gone worse', 'a/one new']);
  });

  test('a new name is followed, in whichever report it stands', () => {
    const aliases = new Map([['a/before', 'a/one']]);
    const before = { ...one(pass), id: 'a/before' };
    const found = changesOf([before], [one(cuts)], aliases);
    expect(found.map(short)).toEqual(['a/one regressed worse']);
    expect(found).toMatchObject([{ oldId: 'a/before' }]);
    expect(changesOf([one(pass)], [{ ...before, ...{ id: 'a/before' } }], aliases)).toEqual([]);
  });

  const withCases = (cells: Record<string, Cell>, verdict: Verdict): Result =>
    result({
      id: 'a/cases',
      verdict,
      outcomes,
      cases: Object.entries(cells).map(([name, [caseVerdict, outcome, outcomeClass]]) =>
        caseResult({ name, verdict: caseVerdict, outcome, class: outcomeClass }),
      ),
    });

  test('cases are compared one by one', () => {
    const before = withCases({ x: pass, y: cuts, z: pass }, 'fail');
    const after = withCases({ w: pass, x: cuts, y: pass }, 'fail');
    expect(changesOf([before], [after]).map(short)).toEqual([
      'a/cases#x regressed worse',
      'a/cases#z gone worse',
      'a/cases#y fixed',
      'a/cases#w new',
    ]);
  });

  test('a scenario that came by its cases is compared as a whole', () => {
    const before = result({ id: 'a/cases', outcomes });
    expect(changesOf([before], [withCases({ x: pass, y: pass }, 'pass')])).toEqual([]);
    expect(
      changesOf([before], [{ ...withCases({ x: pass, y: cuts }, 'fail'), outcome: 'cuts' }]).map(short),
    ).toEqual(['a/cases regressed worse']);
  });
});

describe('which client is which', () => {
  const named = (name: string, settings: string, results: Result[]): ClientReport =>
    sampleClient({ name, settings, results });
  const withClients = (...clients: ClientReport[]): Report => sampleReport({ clients });

  test('by name and settings', () => {
    const { clients, warnings } = compared(
      withClients(named('a', 'stock', [one(pass)]), named('b', 'stock', [one(pass)])),
      withClients(named('b', 'stock', [one(pass)]), named('a', 'stock', [one(cuts)])),
    );
    expect(clients.map(({ new: side, changes }) => [side?.name, changes.length])).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
    expect(warnings).toEqual([]);
  });

  test('one that is lost fails the gate, one that is new does not', () => {
    const a = named('a', 'stock', [one(pass)]);
    const b = named('b', 'stock', [one(pass)]);
    expect(compared(withClients(a, b), withClients(a)).gate).toEqual({
      met: false,
      worse: 0,
      lostClients: ['b (stock)'],
    });
    expect(compared(withClients(a), withClients(a, b)).gate.met).toBe(true);
  });

  test('other settings are compared, with a warning', () => {
    const { clients, warnings } = compared(
      withClients(named('a', 'stock', [one(pass)]), named('b', 'stock', [])),
      withClients(named('a', 'unthrottled', [one(cuts)]), named('b', 'stock', [])),
    );
    expect(clients[0]?.changes.map(short)).toEqual(['a/one regressed worse']);
    expect(warnings.map(({ code }) => code)).toEqual(['other-settings']);
  });

  test('two with other names are compared when there is no other choice, with a warning', () => {
    const { clients, warnings } = compared(
      withClients(named('a', 'stock', [one(pass)])),
      withClients(named('b', 'stock', [one(cuts)])),
    );
    expect(clients[0]?.changes).toHaveLength(1);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.code).toBe('other-client');
    expect(warnings[0]?.message).toContain("'a' (stock) is compared with 'b' (stock)");
  });
});

describe('what makes a comparison doubtful', () => {
  const base = reportOf([one(pass)]);
  const codes = (old: Report, now: Report): string[] => compared(old, now).warnings.map(({ code }) => code);

  test('two runs alike are not; the seed does not matter', () => {
    expect(codes(base, reportOf([one(pass)], { run: { ...base.run, seed: 9 } }))).toEqual([]);
  });

  test.each<[code: string, run: Partial<Report['run']>]>([
    ['other-filters', { filters: ['a/**'] }],
    ['other-suites', { suites: ['mine'] }],
    ['other-requirements', { requirements: '2026-12' }],
    ['shard', { shard: { index: 1, of: 4 } }],
    ['incomplete', { complete: false, endedBy: 'SIGINT' }],
  ])('%s', (code, run) => {
    expect(codes(base, reportOf([one(pass)], { run: { ...base.run, ...run } }))).toEqual([code]);
  });

  test('another suite: what is new is the suite', () => {
    const grown = reportOf([one(pass), result({ id: 'b/new' }), result({ id: 'b/newer' })], {
      suite: { ...base.suite, hash: '000000000000' },
    });
    const { warnings } = compared(base, grown);
    expect(warnings.map(({ code }) => code)).toEqual(['other-suite']);
    expect(warnings[0]?.message).toContain('2 scenarios of the new report are not in');
  });

  test('another standard: the old report is graded by that of the new one', () => {
    const graded: Result = { ...one(warn), grades: { modern: 'warn', classic: 'pass' } };
    const classic: Result = { ...one(pass), outcome: 'ignores', class: 'conforms', grades: graded.grades };
    const old = reportOf([classic], { suite: { ...base.suite, standard: 'classic' } });
    const comparison = compared(old, reportOf([graded]));
    expect(comparison.standard).toBe('modern');
    expect(comparison.old.standard).toBe('classic');
    expect(comparison.warnings.map(({ code }) => code)).toEqual(['other-standard']);
    expect(comparison.clients[0]?.changes).toEqual([]);
  });
});
