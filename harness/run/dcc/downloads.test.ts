import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentAt } from '../../dcc/content.ts';
import { Downloads } from './downloads.ts';
import { lookAtFile } from './file-content.ts';

let home: string;
let downloads: Downloads;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ctcpspec-test-'));
  await mkdir(join(home, 'downloads'));
  downloads = new Downloads(home);
});

afterEach(() => rm(home, { recursive: true, force: true }));

const inFolder = (name: string): string => join(home, 'downloads', name);

test('a saved file is known by its octets, and the largest counts', async () => {
  expect(await downloads.saved()).toBeNull();
  await writeFile(inFolder('a.bin'), contentAt(0, 1000));
  await writeFile(inFolder('b.bin'), contentAt(1, 500));
  expect(await downloads.saved()).toMatchObject({ octets: 1000, isContent: true });
  await writeFile(inFolder('b.bin'), contentAt(1, 2000));
  expect(await downloads.saved()).toMatchObject({ octets: 2000, isContent: false });
});

test('what was laid is no saved file until it is changed', async () => {
  await downloads.lay('a.bin', 400);
  expect(await readFile(inFolder('a.bin'))).toEqual(contentAt(0, 400));
  expect(await downloads.saved()).toBeNull();
  expect(await downloads.isLaidKept()).toBe(true);
  await writeFile(inFolder('a.bin'), contentAt(400, 600), { flag: 'a' });
  expect(await downloads.saved()).toMatchObject({ octets: 1000, isContent: true });
  expect(await downloads.isLaidKept()).toBe(false);
});

test('what a link leads to is watched, and no file is laid elsewhere', async () => {
  await downloads.lay('link', null);
  expect(await downloads.isOutsideKept()).toBe(true);
  await writeFile(inFolder('link'), 'changed through the link');
  expect(await downloads.isOutsideKept()).toBe(false);
  for (const name of ['', '..', '../a', 'a/b'])
    await expect(downloads.lay(name, 1)).rejects.toThrow('Write a name without folders.');
});

test('neither a link nor what is no file is read, and a file that nobody may read is none', async () => {
  await writeFile(join(home, 'secret'), 'of somebody else');
  await symlink(join(home, 'secret'), inFolder('link'));
  expect(await lookAtFile(inFolder('link'))).toBeNull();
  expect(await downloads.saved()).toBeNull();
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [inFolder('fifo')]);
  expect(await lookAtFile(inFolder('fifo'))).toBeNull();
  expect(await lookAtFile(inFolder('.'))).toBeNull();
  await writeFile(inFolder('locked'), 'locked');
  await chmod(inFolder('locked'), 0);
  if (process.getuid?.() !== 0) expect(await lookAtFile(inFolder('locked'))).toBeNull();
});

test('of a file that is larger than all disks only the end is read', async () => {
  await writeFile(inFolder('large'), '');
  await truncate(inFolder('large'), 2 ** 33);
  expect(await lookAtFile(inFolder('large'))).toMatchObject({ octets: 2 ** 33, isContent: false });
});
