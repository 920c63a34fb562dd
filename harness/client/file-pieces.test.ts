import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePieces } from './file-pieces.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ctcpspec-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('pieces stand where they belong, with zeros between them', async () => {
  const path = join(folder, 'a');
  await writePieces(path, [
    { at: 3, octets: Buffer.from('def') },
    { at: 0, octets: Buffer.from('a') },
  ]);
  expect(await readFile(path, 'latin1')).toBe('a\0\0def');
  await writePieces(path, []);
  expect(await readFile(path)).toHaveLength(0);
});

test('a file of more than 4 GiB takes hardly any room', async () => {
  const path = join(folder, 'large');
  await writePieces(path, [{ at: 2 ** 32, octets: Buffer.from('end') }]);
  const { size, blocks } = await stat(path);
  expect(size).toBe(2 ** 32 + 3);
  expect(blocks * 512).toBeLessThan(1024 * 1024);
});
