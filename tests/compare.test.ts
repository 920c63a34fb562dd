import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aliasesOf } from '../harness/cli/aliases.ts';
import type { Report } from '../reports/model/report.ts';
import { sampleClient, sampleReport } from '../reports/testing/sample-report.ts';
import { result } from '../reports/testing/sample-result.ts';
import { runCli } from './cli-run.ts';

let directory: string;
const path = (name: string): string => join(directory, name);

const withVerdict = (verdict: 'pass' | 'fail'): Report =>
  sampleReport({ clients: [sampleClient({ results: [result({ id: 'a/one', verdict })] })] });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-compare-'));
  await writeFile(path('good.json'), JSON.stringify(withVerdict('pass')));
  await writeFile(path('bad.json'), JSON.stringify(withVerdict('fail')));
  await writeFile(path('cut.json'), JSON.stringify(withVerdict('pass')).slice(0, 500));
});
afterAll(() => rm(directory, { recursive: true }));

test.each([
  ['good.json', 'bad.json', ['--gate'], 1],
  ['good.json', 'bad.json', [], 0],
  ['bad.json', 'good.json', ['--gate'], 0],
  ['good.json', 'good.json', ['--gate'], 0],
])('%s to %s with %j ends with %i', async (old, now, args, code) => {
  const end = await runCli(['compare', path(old), path(now), ...args]);
  expect(end.code, end.stderr).toBe(code);
  expect(end.stdout).toMatch(old === now ? /1 unchanged/ : /a\/one {2}(pass|fail) \(replies\) → (pass|fail)/);
});

test.each([
  ['a file that is not there', ['good.json', 'gone.json'], /gone\.json: there is no such file/],
  ['a truncated report', ['cut.json', 'good.json'], /cut\.json:1:\d+: the file ends in the middle/],
  ['an unknown format', ['good.json', 'good.json', '--format', 'xml'], /text, markdown, json/],
  ['one file only', ['good.json'], /missing required argument 'new'/],
])('%s is exit code 2, and an earlier comparison stays', async (_, [old = '', ...more], message) => {
  await writeFile(path('out.md'), 'earlier');
  const args = more.map((word) => (word.endsWith('.json') ? path(word) : word));
  const end = await runCli(['compare', path(old), ...args, '--out', path('out.md')]);
  expect(end.stderr).toMatch(message);
  expect(end.code).toBe(2);
  expect(await readFile(path('out.md'), 'utf8')).toBe('earlier');
});

test('--out writes the file and nothing to the terminal', async () => {
  const end = await runCli([
    'compare',
    path('good.json'),
    path('bad.json'),
    '--format',
    'json',
    '--out',
    path('o/c.json'),
  ]);
  expect(end.code, end.stderr).toBe(0);
  expect(end.stdout).toBe('');
  expect(JSON.parse(await readFile(path('o/c.json'), 'utf8'))).toMatchObject({
    gate: { met: false, worse: 1 },
  });
});

test('each earlier name leads to the name of now', () => {
  const scenarios = [
    { id: 'a/now', aliases: ['a/before', 'a/first'] },
    { id: 'b/now', aliases: [] },
  ] as unknown as Parameters<typeof aliasesOf>[0]['scenarios'];
  expect([...aliasesOf({ scenarios })]).toEqual([
    ['a/before', 'a/now'],
    ['a/first', 'a/now'],
  ]);
});
