import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReport } from '../reports/read.ts';
import { runCli } from './cli-run.ts';

let out: string;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'ctcpspec-last-failed-'));
});
afterAll(() => rm(out, { recursive: true }));

const reference = 'node fixtures/reference/client.js {host} {port} {nick}';
const play = (mutant: string | null, ...args: string[]): ReturnType<typeof runCli> =>
  runCli(
    ['run', '--exec', `${reference}${mutant === null ? '' : ` --mutant ${mutant}`}`, '--name', 'c', ...args],
    { out },
  );

test('what failed is played again, and the earlier report stays', async () => {
  const none = await play(null, '--area', 'framing', '--last-failed');
  expect(none.stderr).toMatch(/report\.json: there is no such file/);
  expect(none.code).toBe(2);

  const first = await play('needs-closing-delimiter', '--area', 'framing');
  const wanting = (first.report?.clients[0]?.results ?? [])
    .filter(({ verdict }) => verdict === 'warn' || verdict === 'fail')
    .map(({ id }) => id);
  expect(wanting.length).toBeGreaterThan(0);
  const before = await readFile(join(out, 'report.json'), 'utf8');

  const again = await play('needs-closing-delimiter', '--last-failed');
  expect(again.stdout).toMatch(/^c \(stock\): \d+ of \d+ scenarios failed or were not expected in /m);
  const partial = await readReport(join(out, 'last-failed', 'report.json'));
  expect(partial.clients[0]?.results.map(({ id }) => id)).toEqual(wanting);
  expect(partial.run.filters).toEqual(['last-failed']);
  expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);

  const filtered = await play(null, '--area', 'ping', '--last-failed');
  expect(filtered.stdout).toContain('the filters let none of them through');
  expect(filtered.stdout).toContain('There is nothing to play again');
  expect(filtered.code).toBe(0);
  expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);
}, 180_000);

test('when nothing failed, nothing is played and nothing is written', async () => {
  expect((await play(null, '--area', 'time')).code).toBe(0);
  const before = await readFile(join(out, 'report.json'), 'utf8');
  const end = await play(null, '--last-failed');
  expect(end.stdout).toMatch(/c \(stock\): nothing failed in .*report\.json/);
  expect(end.code).toBe(0);
  expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);
}, 180_000);

test.each([
  [
    'another client',
    ['run', 'reference', '--last-failed'],
    /is not about reference \(unthrottled\), but about c \(stock\)/,
  ],
  ['a shard', ['run', '--last-failed', '--shard', '1/2'], /--last-failed.*cannot be used with.*--shard/],
])('%s is exit code 2', async (_, args, message) => {
  const end = await runCli(args, { out });
  expect(end.stderr).toMatch(message);
  expect(end.code).toBe(2);
});
