import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReport } from '../reports/read.ts';
import { sampleReport } from '../reports/testing/sample-report.ts';
import { runCli, type CliEnd } from './cli-run.ts';
import { root } from './fixture-run.ts';

let dir = '';
let report = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ctcpspec-render-'));
  report = join(dir, 'report.json');
  await writeFile(report, JSON.stringify(sampleReport()));
});
afterEach(() => rm(dir, { recursive: true }));

const render = (...args: string[]): Promise<CliEnd> => runCli(['render', ...args]);
const golden = (name: string): string => join(root, 'tests/golden', name);

test('each format of the sample report is what it was', async () => {
  const end = await render(report, '--format', 'junit,markdown,jsonl,github');
  expect(end.code, end.stderr).toBe(0);
  const names = ['report.junit.xml', 'report.md', 'report.jsonl'];
  const written = names.map((name) => `written   ${join(dir, name)}\n`).join('');
  expect(end.stdout.startsWith(written)).toBe(true);
  for (const name of names)
    await expect(await readFile(join(dir, name), 'utf8')).toMatchFileSnapshot(golden(name));
  await expect(end.stdout.slice(written.length)).toMatchFileSnapshot(golden('github.txt'));
});

test('without --format it is the page, in the folder that --out names', async () => {
  const out = join(dir, 'deep', 'out');
  expect((await render(report, '--out', out)).code).toBe(0);
  expect(await readdir(out)).toEqual(['report.html']);
});

test('all formats are all of them, under the name of the report', async () => {
  const other = join(dir, 'irssi.json');
  await writeFile(other, JSON.stringify(sampleReport()));
  const out = join(dir, 'out');
  expect((await render(report, other, '--format', 'all', '--out', out)).code).toBe(0);
  const endings = ['html', 'json', 'jsonl', 'junit.xml', 'md'];
  const names = ['irssi', 'report'].flatMap((stem) => endings.map((ending) => `${stem}.${ending}`));
  expect((await readdir(out)).sort()).toEqual(names);
  expect(await readReport(join(out, 'irssi.json'))).toEqual(sampleReport());
});

test('graded by the other standard', async () => {
  const out = join(dir, 'out');
  expect((await render(report, '--standard', 'classic', '--format', 'json,github', '--out', out)).code).toBe(
    0,
  );
  const graded = await readReport(join(out, 'report.json'));
  expect(graded.suite.standard).toBe('classic');
  const [client] = graded.clients;
  expect(client?.results.find(({ id }) => id === 'quoting/undefined-escape')).toMatchObject({
    verdict: 'fail',
    expected: false,
  });
  expect(client?.gate.complaints.map(({ id }) => id)).toContain('quoting/undefined-escape');
});

describe('what cannot be rendered is exit code 2, and earlier files stay', () => {
  const good = (): string => report;

  test.each<[string, () => string[], RegExp]>([
    ['a file that is not there', () => [join(dir, 'none.json')], /none\.json: there is no such file/],
    ['a file that is not JSON', () => [join(dir, 'text.json')], /text\.json:1:1: this is not JSON/],
    [
      'a file that was cut off',
      () => [join(dir, 'cut.json')],
      /cut\.json:1:\d+: the file ends in the middle/,
    ],
    ['JSON that is no report', () => [join(dir, 'other.json')], /other\.json, at \//],
    ['one bad file among good ones', () => [good(), join(dir, 'cut.json')], /cut\.json/],
    ['a format that does not exist', () => [good(), '--format', 'junti'], /no format 'junti'.*junit/],
    ['a standard that does not exist', () => [good(), '--standard', 'old'], /modern, classic/],
    ['no file', () => [], /missing required argument 'file'/],
    ['the report itself', () => [good(), '--format', 'json'], /read and would be written over.*--out/],
    [
      'the same name twice',
      () => [good(), join(dir, 'b/report.json'), '--out', join(dir, 'o')],
      /two reports/,
    ],
    ['a folder that is a file', () => [good(), '--out', join(dir, 'text.json', 'x')], /cannot be written/],
  ])('%s', async (_, args, message) => {
    const text = await readFile(report, 'utf8');
    await writeFile(join(dir, 'text.json'), '::error::owned \x1b[2J');
    await writeFile(join(dir, 'cut.json'), text.slice(0, 500));
    await writeFile(join(dir, 'other.json'), '{"schemaVersion":1,"##[group]\\u001b":2}');
    await mkdir(join(dir, 'b'));
    await writeFile(join(dir, 'b/report.json'), text);
    await writeFile(join(dir, 'report.html'), 'earlier');
    const end = await render(...args());
    expect(end.stderr).toMatch(message);
    expect(end.code).toBe(2);
    expect(end.stdout).toBe('');
    expect(end.stderr).not.toMatch(/^\s*::|##\[|\x1b/m);
    expect(await readFile(join(dir, 'report.html'), 'utf8')).toBe('earlier');
    expect(await readFile(report, 'utf8')).toBe(text);
  });
});
