import { mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LiveLines } from './live-lines.ts';

let dir = '';
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'ctcpspec-live-'))));
afterEach(() => rm(dir, { recursive: true }));

test('each line is there as soon as it is written', async () => {
  const path = join(dir, 'deep', 'report.jsonl');
  const lines = new LiveLines(path);
  expect(await readFile(path, 'utf8')).toBe('');
  for (const [line, text] of [
    ['{"a":1}\n', '{"a":1}\n'],
    ['{"b":"é"}\n', '{"a":1}\n{"b":"é"}\n'],
  ] as const) {
    lines.write(line);
    expect(await readFile(path, 'utf8')).toBe(text);
  }
  lines.close();
  expect(() => lines.write('{}\n')).toThrow('has been closed');
  expect(await readdir(join(dir, 'deep'))).toEqual(['report.jsonl']);
});

test('whoever reads the earlier file keeps it', async () => {
  const path = join(dir, 'report.jsonl');
  await writeFile(path, 'earlier\n');
  const reader = await open(path);
  const lines = new LiveLines(path);
  lines.write('new\n');
  lines.close();
  expect(await reader.readFile('utf8')).toBe('earlier\n');
  await reader.close();
  expect(await readFile(path, 'utf8')).toBe('new\n');
});
