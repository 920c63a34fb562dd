import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readReport } from './read.ts';
import { sampleReport } from './testing/sample-report.ts';

let dir = '';
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'ctcpspec-read-'))));
afterEach(() => rm(dir, { recursive: true }));

async function file(text: string): Promise<string> {
  const path = join(dir, 'report.json');
  await writeFile(path, text);
  return path;
}

test('a report comes back as it was', async () => {
  expect(await readReport(await file(JSON.stringify(sampleReport())))).toEqual(sampleReport());
});

test('a byte order mark, as some editors put, does no harm', async () => {
  expect(await readReport(await file(`\uFEFF${JSON.stringify(sampleReport())}`))).toEqual(sampleReport());
});

test('no such file', async () => {
  const path = join(dir, 'gone.json');
  await expect(readReport(path)).rejects.toMatchObject({ code: 'report-not-found' });
  await expect(readReport(path)).rejects.toThrow(`${path}: there is no such file`);
});

test('a folder is no file', async () => {
  await expect(readReport(dir)).rejects.toMatchObject({ code: 'report-not-found' });
});

test('not JSON: line and column', async () => {
  const path = await file('{\n "schemaVersion": 1,\n oops\n}');
  await expect(readReport(path)).rejects.toMatchObject({ code: 'report-not-json' });
  await expect(readReport(path)).rejects.toThrow(`${path}:3:2: this is not JSON`);
});

test('cut off', async () => {
  const whole = JSON.stringify(sampleReport(), null, 1);
  const path = await file(whole.slice(0, 5000));
  await expect(readReport(path)).rejects.toMatchObject({ code: 'report-truncated' });
  await expect(readReport(path)).rejects.toThrow('ends in the middle');
});

test('JSON, but no report: file and JSON pointer', async () => {
  const path = await file('{"schemaVersion":1}');
  await expect(readReport(path)).rejects.toMatchObject({ code: 'report-invalid' });
  await expect(readReport(path)).rejects.toThrow(`${path}, at /: the key 'tool' is missing`);
});
