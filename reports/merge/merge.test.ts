import { describe, expect, test } from 'vitest';
import { checkReport } from '../check.ts';
import type { ClientReport, Complaint, ExpectationEntry, Report, Result } from '../model/report.ts';
import { totalsOf } from '../model/totals.ts';
import { sampleClient, sampleReport } from '../testing/sample-report.ts';
import { result } from '../testing/sample-result.ts';
import { MergeError, type MergeErrorCode } from './merge-error.ts';
import { mergeReports } from './merge.ts';

const LIMIT = { mostFlaky: 2 };
const whole = sampleReport();
type Named = { file: string; report: Report };

const named = (file: string, report: Report): Named => ({ file, report });

function shard(
  index: number,
  of: number,
  client: Partial<ClientReport>,
  run: Partial<Report['run']> = {},
): Named {
  const own = sampleClient({ findings: [], ...client });
  const report = sampleReport({
    run: { ...whole.run, shard: { index, of }, ...run },
    requirements: whole.requirements.filter(({ id }) => own.results.some((one) => one.requirement === id)),
    clients: [own],
  });
  return named(`s${index}.json`, report);
}

const merged = (...reports: Named[]): Report => mergeReports(reports, LIMIT);

function refusal(...reports: Named[]): { code: MergeErrorCode; message: string } {
  try {
    merged(...reports);
  } catch (error) {
    if (error instanceof MergeError) return error;
    throw error;
  }
  throw new Error('they were merged');
}

const pass = (id: string): Result => result({ id });
const fail = (id: string): Result => result({ id, verdict: 'fail', outcome: 'cuts', class: 'violates' });

describe('shards of one client', () => {
  test('give the results of one run, in the order of one run, whatever the order of the files', () => {
    const [one, two] = [
      shard(1, 2, { results: [pass('a/1'), fail('b/2')] }),
      shard(2, 2, { results: [pass('a/0'), fail('a/2'), pass('c/1')] }),
    ];
    for (const files of [
      [one, two],
      [two, one],
    ]) {
      const { clients, run } = checkReport(merged(...files));
      expect(clients).toHaveLength(1);
      expect(clients[0]?.results.map(({ id }) => id)).toEqual(['a/0', 'a/1', 'a/2', 'b/2', 'c/1']);
      expect(clients[0]?.totals).toMatchObject({ pass: 3, fail: 2 });
      expect(clients[0]?.gate.complaints.map(({ id }) => id)).toEqual(['a/2', 'b/2']);
      expect(run.shard).toBeNull();
    }
  });

  test('times add up, the earliest start counts, and the rules are those of all', () => {
    const first = shard(1, 2, { results: [pass('a/1')] }, { durationMs: 10, jobs: 4 });
    const second = shard(
      2,
      2,
      { results: [{ ...pass('b/1'), requirement: 'CTX-03' }] },
      { durationMs: 5, startedAt: '2026-11-20T00:00:00.000Z', node: 'v22.0.0' },
    );
    const report = merged(first, second);
    expect(report.run).toMatchObject({
      durationMs: 15,
      jobs: 4,
      startedAt: '2026-11-20T00:00:00.000Z',
      node: 'v20.20.2, v22.0.0',
    });
    expect(report.requirements.map(({ id }) => id)).toEqual(['CTX-03', 'PNG-01']);
  });

  test('an incomplete one makes the whole incomplete', () => {
    const report = merged(
      shard(1, 2, { results: [pass('a/1')] }),
      shard(2, 2, { results: [pass('a/2')] }, { complete: false, endedBy: 'SIGINT' }),
    );
    expect(report.run).toMatchObject({ complete: false, endedBy: 's2.json: SIGINT' });
  });

  test('what is not scored is counted apart', () => {
    const own = (id: string): Result => ({ ...fail(id), suite: 'mine', scored: false });
    const part = (index: number, results: Result[]): Named => {
      const apart = [{ name: 'mine', totals: totalsOf(results.filter(({ scored }) => !scored)) }];
      return shard(index, 2, { results, apart, totals: totalsOf(results.filter(({ scored }) => scored)) });
    };
    const { clients } = merged(part(1, [pass('a/1'), own('m/1')]), part(2, [own('m/2'), own('m/3')]));
    expect(clients[0]?.totals).toMatchObject({ pass: 1, fail: 0 });
    expect(clients[0]?.apart).toMatchObject([{ name: 'mine', totals: { fail: 3 } }]);
  });

  test('what one shard found out about the client stands once', () => {
    const finding = { code: 'x', step: null, message: 'It dies.', fatal: false, transcript: [] };
    const { clients } = merged(
      shard(1, 2, { results: [pass('a/1')], findings: [finding], discovery: null, version: null }),
      shard(2, 2, { results: [pass('a/2')], findings: [finding] }),
    );
    expect(clients[0]?.findings).toEqual([finding]);
    expect(clients[0]?.discovery).toEqual(sampleClient().discovery);
    expect(clients[0]?.version).toBe('0.9.2');
  });
});

describe('the gate of shards', () => {
  const complaint = (code: Complaint['code'], more: Partial<Complaint> = {}): Complaint => ({
    code,
    id: null,
    message: code,
    file: null,
    line: null,
    ...more,
  });
  const gated = (complaints: Complaint[], results: Result[]): Partial<ClientReport> => ({
    results,
    gate: { met: complaints.length === 0, expectations: null, complaints },
  });
  const gateOf = (one: Partial<ClientReport>, two: Partial<ClientReport>): ClientReport['gate'] => {
    const gate = merged(shard(1, 2, one), shard(2, 2, two)).clients[0]?.gate;
    if (gate === undefined) throw new Error('no client');
    return gate;
  };
  const none = (id: string): Result =>
    result({ id, verdict: 'not-applicable', outcome: null, class: null, notApplicable: 'declined' });

  test('a shard in which nothing could be judged is no matter when another judged something', () => {
    const nothing = gated([complaint('nothing-judged')], [none('a/1')]);
    expect(gateOf(nothing, gated([], [pass('a/2')]))).toEqual({
      met: true,
      expectations: null,
      complaints: [],
    });
    expect(gateOf(nothing, gated([complaint('nothing-judged')], [none('a/2')])).complaints).toEqual([
      complaint('nothing-judged'),
    ]);
  });

  test('a faulty entry is complained of once', () => {
    const entry = complaint('matches-nothing', { file: 'expect.yaml', line: 3 });
    expect(gateOf(gated([entry], [pass('a/1')]), gated([entry], [pass('a/2')])).complaints).toEqual([entry]);
  });

  const using = (id: string, line: number, kind: ExpectationEntry['kind'] = 'known'): Result => ({
    ...fail(id),
    expected: true,
    entry: { kind, reason: 'known', link: null, file: 'expect.yaml', line },
  });

  test('of an expired entry the shard speaks that played what it is about', () => {
    const stale = complaint('expired', { line: 7, message: 'take it out' });
    const still = complaint('expired', { line: 7, message: 'still so' });
    const user = gated([still], [using('a/1', 7)]);
    const other = gated([stale], [pass('a/2')]);
    expect(gateOf(user, other).complaints).toEqual([still]);
    expect(gateOf(other, { ...user, results: [using('a/3', 7)] }).complaints).toEqual([still]);
  });

  test('flaky entries are counted over all shards', () => {
    const few = gated([], [using('a/1', 1, 'flaky'), using('a/2', 1, 'flaky')]);
    expect(gateOf(few, gated([], [pass('b/1')])).met).toBe(true);
    const { complaints } = gateOf(few, gated([], [using('b/1', 2, 'flaky')]));
    expect(complaints).toMatchObject([{ code: 'too-many-flaky', line: 2 }]);
    expect(complaints[0]?.message).toContain('3 scenarios, and 2 are the most');
  });
});

describe('several clients', () => {
  const of = (name: string, run: Partial<Report['run']> = {}): Named =>
    named(`${name}.json`, sampleReport({ run: { ...whole.run, ...run }, clients: [sampleClient({ name })] }));

  test('become one matrix, in the order of the files', () => {
    const { clients } = checkReport(merged(of('b'), of('a')));
    expect(clients.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(clients[0]).toEqual(of('b').report.clients[0]);
  });

  test('each may come in shards of its own number', () => {
    const part = (name: string, index: number, count: number): Named => ({
      ...shard(index, count, { name, results: [pass(`a/${index}`)] }),
      file: `${name}${index}.json`,
    });
    const { clients } = merged(
      part('a', 1, 2),
      part('b', 1, 3),
      part('b', 3, 3),
      part('a', 2, 2),
      part('b', 2, 3),
      of('c'),
    );
    expect(clients.map(({ name, results }) => [name, results.length])).toEqual([
      ['a', 2],
      ['b', 3],
      ['c', sampleClient().results.length],
    ]);
  });

  test('one report alone stays as it is', () => {
    expect(merged(of('a'))).toEqual({ ...of('a').report, requirements: expect.any(Array) as unknown });
  });
});

describe('what does not belong together is refused, with both files', () => {
  const one = shard(1, 2, { results: [pass('a/1')] });
  const two = { results: [pass('a/2')] };

  test.each<[string, Partial<Report['run']>, RegExp]>([
    ['seed', { seed: 2 }, /seeds \(--seed\): 4711 and 2/],
    ['gate', { gate: 'should' }, /gates \(--gate\)/],
    ['filters', { filters: ['a/**'] }, /filters: \[\] and \["a\/\*\*"\]/],
    ['requirements', { requirements: '2026-12' }, /sets of requirements/],
    ['suites', { suites: ['mine'] }, /suites of one's own/],
  ])('another %s', (_, run, message) => {
    const found = refusal(one, shard(2, 2, two, run));
    expect(found.code).toBe('differ');
    expect(found.message).toMatch(/^s1\.json and s2\.json have different/);
    expect(found.message).toMatch(message);
  });

  test.each<[string, Partial<Report>]>([
    ['suite', { suite: { ...whole.suite, hash: '1' } }],
    ['standard', { suite: { ...whole.suite, standard: 'classic' } }],
    ['ctcpspec', { tool: { name: 'ctcpspec', version: '9' } }],
  ])('another %s', (_, change) => {
    const other = shard(2, 2, two);
    expect(refusal(one, { ...other, report: { ...other.report, ...change } }).code).toBe('differ');
  });

  test.each<[string, Partial<ClientReport>]>([
    ['command', { command: 'other' }],
    ['versions of the client', { version: '1.0' }],
    ['profile', { profile: null }],
  ])('another %s', (what, change) => {
    const found = refusal(one, shard(2, 2, { ...two, ...change }));
    expect(found.code).toBe('differ');
    expect(found.message).toContain(what);
  });

  test('a shard that is missing', () => {
    expect(refusal(shard(2, 4, two))).toMatchObject({ code: 'shards-missing' });
    expect(refusal(shard(2, 4, two)).message).toContain('shards 1/4, 3/4, 4/4 are missing');
    expect(refusal(one).message).toContain('shard 2/2 is missing');
  });

  test('a shard that is there twice, or a part of another number', () => {
    expect(refusal(one, { ...one, file: 'again.json' })).toMatchObject({ code: 'shard-twice' });
    expect(refusal(one, shard(2, 3, two))).toMatchObject({ code: 'differ' });
  });

  test('a whole run beside a shard or another whole run', () => {
    const all = named('all.json', sampleReport());
    expect(refusal(all, { ...all, file: 'again.json' })).toMatchObject({ code: 'same-client-twice' });
    expect(refusal(one, all)).toMatchObject({ code: 'same-client-twice' });
  });

  test('shards that overlap', () => {
    const found = refusal(one, shard(2, 2, { results: [pass('a/1')] }));
    expect(found.code).toBe('scenario-twice');
    expect(found.message).toContain('both have a/1');
  });
});
