import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Report, Result } from '../../reports/model/report.ts';
import { readReport } from '../../reports/read.ts';
import { runCli } from '../cli-run.ts';

// Guards against a hang only: each test plays several times.
vi.setConfig({ testTimeout: 300_000 });

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-shards-'));
});
afterAll(() => rm(directory, { recursive: true }));

const folder = (name: string): string => join(directory, name);
const file = (name: string): string => join(directory, name, 'report.json');

/**
 * What one run and its shards rightly differ in: when it was and how long it took; how many instances were worth
 * starting; what was measured of a flood; and in the transcripts the times, and the control queries of whatever window a case was played in.
 */
const MAY_DIFFER: ReadonlySet<string> = new Set([
  'startedAt',
  'durationMs',
  'jobs',
  'ms',
  'startMs',
  'slowestReplyMs',
  'transcript',
  'spent',
  'measurements',
  'curves',
]);

/** What differs besides for a result that one of the two had to play again because a busy machine lost a control. */
const MAY_DIFFER_REPLAYED: ReadonlySet<string> = new Set(['attempts', 'seen', 'stimuli', 'fresh']);

/** Without what may differ; of a transcript the stimuli stay, of one by DCC, where ports are in them, their number. */
function comparable(value: unknown, replayed: ReadonlySet<string>, isByDcc = false): unknown {
  // A reply to its own PING brings the client's own time back, and a reason tells what was measured.
  if (typeof value === 'string')
    return value
      .replace(/PING \d{13}/g, 'PING TIME')
      .replace(/ \((?:[a-zA-Z]+ -?[\d.]+(?: m?s)?(?:, )?)+\)/, '');
  if (Array.isArray(value)) return value.map((inner) => comparable(inner, replayed, isByDcc));
  if (typeof value !== 'object' || value === null) return value;
  const id = 'id' in value && typeof value.id === 'string' ? value.id : '';
  const wasReplayed = replayed.has(id);
  const hasPorts = isByDcc || id.startsWith('dcc/');
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (wasReplayed && MAY_DIFFER_REPLAYED.has(key)) return [];
      if (key === 'transcript') {
        const stimuli = stimuliIn(inner as { role?: string; bytes: string }[]);
        return wasReplayed ? [] : [['stimuli', hasPorts ? stimuli.length : comparable(stimuli, replayed)]];
      }
      return MAY_DIFFER.has(key) ? [] : [[key, comparable(inner, replayed, hasPorts)]];
    }),
  );
}

/** The results of both that were played again after a control was lost; they still have to come to the same. */
function replayedIn(...reports: readonly (Report | null)[]): Set<string> {
  const results = reports.flatMap((report) => report?.clients.flatMap((client) => client.results) ?? []);
  return new Set(
    results
      .filter(({ attempts }) => attempts.some(({ cause }) => cause === 'control-lost'))
      .map(({ id }) => id),
  );
}

const stimuliIn = (transcript: readonly { role?: string; bytes: string }[]): string[] =>
  transcript.flatMap(({ role, bytes }) => (role === 'stimulus' ? [bytes] : []));

describe('four shards merged equal one run', () => {
  test.each([
    ['the reference client', ['reference']],
    [
      'a mutant of it',
      [
        '--exec',
        'node fixtures/reference/client.js {host} {port} {nick} --mutant needs-closing-delimiter',
        '--name',
        'm',
      ],
    ],
  ])('%s', async (name, client) => {
    const key = name.replaceAll(' ', '-');
    const whole = await runCli(['run', ...client], { out: folder(`${key}-whole`) });
    const shards: Report[] = [];
    for (const index of [1, 2, 3, 4]) {
      const end = await runCli(['run', ...client, '--shard', `${index}/4`], {
        out: folder(`${key}-${index}`),
      });
      expect(end.report?.run.shard, end.stderr).toEqual({ index, of: 4 });
      if (end.report !== null) shards.push(end.report);
    }
    expect(shards.map(({ clients }) => clients[0]?.results.length ?? 0).every((count) => count > 0)).toBe(
      true,
    );
    const out = folder(`${key}-merged`);
    const end = await runCli([
      'merge',
      ...[3, 1, 4, 2].map((index) => file(`${key}-${index}`)),
      '--out',
      out,
    ]);
    expect(end.code, end.stderr).toBe(whole.code);
    const report = await readReport(join(out, 'report.json'));
    // One by one, so that a difference can be read.
    const results = (one: Report | null): Result[] => one?.clients.flatMap((client) => client.results) ?? [];
    const expected = new Map(results(whole.report).map((one) => [one.id, one]));
    const replayed = replayedIn(report, whole.report);
    expect(replayed.size).toBeLessThan(10);
    for (const one of results(report))
      expect(comparable(one, replayed)).toEqual(comparable(expected.get(one.id), replayed));
    expect(comparable(report, replayed)).toEqual(comparable(whole.report, replayed));
    expect(end.stdout).toContain(`written   ${out}`);
  });
});

describe('merge refuses what does not fit', () => {
  const part = async (name: string, ...args: string[]): Promise<void> => {
    const end = await runCli(['run', '--area', 'time', ...args], { out: folder(name) });
    expect(end.code, end.stderr).toBe(0);
  };

  test('an incomplete set of shards is exit code 1, names them, and writes nothing', async () => {
    await part('t1', '--shard', '1/3');
    await part('t3', '--shard', '3/3');
    const out = folder('t-merged');
    const end = await runCli(['merge', file('t1'), file('t3'), '--out', out]);
    expect(end.stderr).toContain('reference (unthrottled) is not whole: shard 2/3 is missing');
    expect(end.code).toBe(1);
    await expect(readFile(join(out, 'report.json'))).rejects.toThrow(/ENOENT/);
  });

  test('other input that does not fit is exit code 2', async () => {
    await part('seed', '--shard', '2/3', '--seed', '2');
    const end = await runCli(['merge', file('t1'), file('seed'), file('t3'), '--out', folder('no')]);
    expect(end.stderr).toMatch(/different seeds \(--seed\): 1 and 2/);
    expect(end.code).toBe(2);
  });

  test('a truncated report is exit code 2, and an earlier merged report stays', async () => {
    await part('t2', '--shard', '2/3');
    const out = folder('t-merged');
    const files = [file('t1'), file('t2'), file('t3')];
    expect((await runCli(['merge', ...files, '--out', out])).code).toBe(0);
    const before = await readFile(join(out, 'report.json'), 'utf8');
    await truncate(file('t2'), 1000);
    const end = await runCli(['merge', ...files, '--out', out]);
    expect(end.stderr).toMatch(/t2.report\.json:\d+:\d+: the file ends in the middle/);
    expect(end.code).toBe(2);
    expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);
  });
});

test.each([
  ['0/4', /I from 1 to N/],
  ['5/4', /I from 1 to N/],
  ['1', /Give I\/N/],
  ['1/1000', /only (\d+) scenarios can be dealt.*Use \1 shards at most/],
])('--shard %s is exit code 2', async (shard, message) => {
  const end = await runCli(['run', '--area', 'time', '--shard', shard]);
  expect(end.stderr).toMatch(message);
  expect(end.code).toBe(2);
  expect(end.report).toBeNull();
});

test('two clients become one matrix', async () => {
  for (const name of ['first', 'second']) {
    const end = await runCli(['run', 'reference', '--area', 'time', '--name', name], { out: folder(name) });
    expect(end.code, end.stderr).toBe(0);
  }
  const end = await runCli(['merge', file('first'), file('second'), '--out', folder('matrix')]);
  expect(end.code, end.stderr).toBe(0);
  const { clients } = await readReport(file('matrix'));
  expect(clients.map(({ name }) => name)).toEqual(['first', 'second']);
});
