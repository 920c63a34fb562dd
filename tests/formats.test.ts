import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { githubAnnotations } from '../reports/github/annotations.ts';
import { jsonlReport } from '../reports/jsonl/lines.ts';
import type { Report } from '../reports/model/report.ts';
import { runCli, startCli, type CliEnd } from './cli-run.ts';
import { readMarkdown } from './markdown-reader.ts';
import { withoutXmllint, xmlFaults } from './xmllint.ts';

const reference = 'node fixtures/reference/client.js {host} {port} {nick}';
const files = ['report.json', 'report.html', 'report.junit.xml', 'report.md', 'report.jsonl'] as const;

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'formats-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Everything but line feeds that a terminal or a reader of lines acts on, or that nobody can see. */
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Cn}]/gu;

const unseenIn = (text: string): string[] => [...text.matchAll(unseen)].map(([found]) => found);

describe.each([
  ['is judged', '', 1],
  ['dies with a last word', ' 60', 3],
])('a client that speaks to the runner, and %s', (name, last, code) => {
  let end: CliEnd;
  let report: Report;
  const texts = new Map<string, string>();

  beforeAll(async () => {
    const out = join(dir, name);
    const summary = join(dir, `${name}.summary`);
    await writeFile(summary, 'Earlier.');
    end = await runCli(
      [
        'run',
        '--exec',
        `node fixtures/hostile/speaks-to-the-runner.mjs {host} {port} {nick}${last}`,
        '--name',
        'quill',
        ...['version/*', 'context/*'].flatMap((glob) => ['--filter', glob]),
        ...['--format', 'all', '--verbose', '--gate', 'should'],
      ],
      { out, env: { GITHUB_STEP_SUMMARY: summary } },
    );
    if (end.report === null) throw new Error(`no report was written:\n${end.stdout}${end.stderr}`);
    report = end.report;
    for (const file of files) {
      const octets = await readFile(join(out, file));
      texts.set(file, new TextDecoder('utf-8', { fatal: true }).decode(octets));
    }
    texts.set('summary', await readFile(summary, 'utf8'));
  }, 180_000);

  const text = (file: string): string => texts.get(file) ?? '';

  test('what it sent is there, in every file', () => {
    expect(end.code, end.stdout + end.stderr).toBe(code);
    for (const file of ['report.json', 'report.html', 'report.jsonl']) expect(text(file)).toContain('owned');
    if (last !== '') return;
    for (const file of ['report.junit.xml', 'report.md']) expect(text(file)).toContain('owned');
    expect(report.clients[0]?.version).toContain('::error file=owned.c');
    for (const part of [
      '::set-output',
      '##[group]',
      '##vso[',
      ']]>',
      '\\\\xED\\\\xA0\\\\x80',
      '\\\\xE2\\\\x80\\\\xAE',
    ])
      expect(text('report.json')).toContain(part);
    expect(end.stdout).toContain('\\x23#[group]owned');
  });

  test('no file holds a raw control character', () => {
    for (const file of files) expect(unseenIn(text(file)), file).toEqual([]);
  });

  test('it gives the runner no command', () => {
    const lines = end.stdout.split('\n');
    const own = githubAnnotations(report);
    expect(own).toMatch(/^::error /);
    expect(end.stdout.endsWith(`\n${own}`)).toBe(true);
    const commands = lines.filter((line) => /^\s*::|##\w*\[/.test(line));
    expect(commands.map((line) => `${line}\n`).join('')).toBe(own);
    expect(unseenIn(end.stdout)).toEqual([]);
    expect(end.stderr).toBe('');
  });

  test.skipIf(withoutXmllint)('the XML is valid', () => {
    expect(xmlFaults(text('report.junit.xml'))).toBe('');
  });

  test('the Markdown is text and code', () => {
    const { kinds, prose } = readMarkdown(text('report.md'));
    for (const kind of ['html', 'link', 'image', 'def', 'escape']) expect(kinds).not.toContain(kind);
    expect(prose).not.toMatch(/owned|@|https?:/);
  });

  test('the summary of the step has it behind what was there', () => {
    expect(text('summary')).toBe(`Earlier.\n\n${text('report.md')}`);
  });

  test('the lines that came while it ran are those of the report', () => {
    const lines = text('report.jsonl').split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const made = jsonlReport(report).trimEnd().split('\n');
    expect(lines.at(0)).toBe(made.at(0));
    expect(lines.at(-1)).toBe(made.at(-1));
    expect(lines.toSorted()).toEqual(made.toSorted());
  });
});

describe('JSON lines while a run goes on', () => {
  test('a run that is killed leaves whole lines, and the earlier report', async () => {
    const out = join(dir, 'killed');
    const first = await runCli(['run', '--exec', reference, '--filter', 'ping/time-pair'], { out });
    expect(first.code, first.stdout).toBe(0);
    const earlier = await readFile(join(out, 'report.json'), 'utf8');
    const call = await startCli(['run', '--exec', reference, '--format', 'jsonl'], { out });
    // A result is in the file before it is told here.
    await call.waitFor(/^pass \S+\/\S+$/m);
    const lines = (await readFile(join(out, 'report.jsonl'), 'utf8')).split('\n');
    const types = lines.slice(0, -1).map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types.slice(0, 3)).toEqual(['start', 'client', 'discovery']);
    expect(types).toContain('result');
    expect(types).not.toContain('end');
    call.process.kill('SIGKILL');
    await call.ended;
    const left = await readFile(join(out, 'report.jsonl'), 'utf8');
    expect(left.endsWith('\n')).toBe(true);
    for (const line of left.trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(earlier);
  });

  test('a wrong option leaves the earlier lines', async () => {
    const out = join(dir, 'wrong');
    await runCli(['run', '--exec', reference, '--filter', 'ping/time-pair', '--format', 'jsonl'], { out });
    const earlier = await readFile(join(out, 'report.jsonl'), 'utf8');
    const end = await runCli(['run', '--exec', reference, '--filter', 'nothing', '--format', 'jsonl'], {
      out,
    });
    expect(end.code).toBe(2);
    expect(await readFile(join(out, 'report.jsonl'), 'utf8')).toBe(earlier);
  });
});
