import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markdownReport } from '../../reports/markdown/markdown-report.ts';
import { sampleReport } from '../../reports/testing/sample-report.ts';
import { appendStepSummary } from './step-summary.ts';

let dir = '';
let path = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ctcpspec-summary-'));
  path = join(dir, 'summary.md');
});
afterEach(() => rm(dir, { recursive: true }));

const report = sampleReport();
const append = (): Promise<string | null> => appendStepSummary(report, { GITHUB_STEP_SUMMARY: path });

test('without a file that is named nothing is done', async () => {
  expect(await appendStepSummary(report, {})).toBeNull();
  expect(await appendStepSummary(report, { GITHUB_STEP_SUMMARY: '' })).toBeNull();
});

test('one run comes behind the other', async () => {
  expect(await append()).toBeNull();
  expect(await append()).toBeNull();
  const page = markdownReport(report);
  expect(await readFile(path, 'utf8')).toBe(`${page}\n\n${page}`);
});

test('it takes no more room than the step has left, and says so when there is none', async () => {
  const limit = 1024 * 1024;
  await writeFile(path, 'x'.repeat(limit - 3000));
  expect(await append()).toBeNull();
  const { size } = await stat(path);
  expect(size).toBeGreaterThan(limit - 3000);
  expect(size).toBeLessThanOrEqual(limit);
  await writeFile(path, 'x'.repeat(limit - 10));
  expect(await append()).toMatch(/^There is no room left/);
  expect((await stat(path)).size).toBe(limit - 10);
});

test('a file that cannot be written is told and is no failure', async () => {
  path = join(dir, 'missing', 'summary.md');
  expect(await append()).toMatch(/^The summary could not be appended .*ENOENT/);
});
