import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReport } from './read.ts';
import { sampleReport } from './testing/sample-report.ts';
import { renderReport, reportFormats, writeReports } from './write.ts';

let dir = '';
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'ctcpspec-write-'))));
afterEach(() => rm(dir, { recursive: true }));

test('every format is written into a folder that is made, and nothing else', async () => {
  const out = join(dir, 'deep', 'out');
  const names = ['report.json', 'report.html', 'report.junit.xml', 'report.md', 'report.jsonl'];
  expect(await writeReports(sampleReport(), out, reportFormats)).toEqual(
    names.map((name) => join(out, name)),
  );
  expect((await readdir(out)).sort()).toEqual(names.toSorted());
  expect(await readReport(join(out, 'report.json'))).toEqual(sampleReport());
  expect(await readFile(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('what is for standard output is no file', () => {
  const { files, printed } = renderReport(sampleReport(), dir, ['github', 'json']);
  expect(files.map(({ path }) => path)).toEqual([join(dir, 'report.json')]);
  expect(printed).toMatch(/^::error /);
  expect(renderReport(sampleReport(), dir, ['json']).printed).toBe('');
});

test('a format that is named twice is written once', async () => {
  expect(await writeReports(sampleReport(), dir, ['json', 'json'])).toEqual([join(dir, 'report.json')]);
});

test('an earlier report is replaced', async () => {
  await writeFile(join(dir, 'report.json'), 'old');
  await writeReports(sampleReport(), dir, ['json']);
  expect(await readReport(join(dir, 'report.json'))).toEqual(sampleReport());
});

test('a report that is not valid leaves the earlier one', async () => {
  await writeFile(join(dir, 'report.json'), 'old');
  const broken = { ...sampleReport(), clients: 'none' as unknown as [] };
  await expect(writeReports(broken, dir, reportFormats)).rejects.toMatchObject({ code: 'report-invalid' });
  expect(await readFile(join(dir, 'report.json'), 'utf8')).toBe('old');
  expect(await readdir(dir)).toEqual(['report.json']);
});

test('what cannot be replaced leaves no temporary file behind', async () => {
  await mkdir(join(dir, 'report.json', 'in-the-way'), { recursive: true });
  await expect(writeReports(sampleReport(), dir, ['json'])).rejects.toThrow();
  expect(await readdir(dir)).toEqual(['report.json']);
});
