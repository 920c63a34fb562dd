import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createHome, layFiles, removeHome } from './home.ts';

async function newHome(): Promise<{
  home: string;
  values: { host: string; port: number; nick: string; home: string };
}> {
  const home = await createHome();
  onTestFinished(async () => {
    await removeHome(home);
  });
  return { home, values: { host: '127.0.0.1', port: 6667, nick: 'alice', home } };
}

it('makes a home for its owner alone', async () => {
  const { home } = await newHome();
  expect(statSync(home).mode & 0o777).toBe(0o700);
});

it('lays files with their permissions', async () => {
  const { home, values } = await newHome();
  await layFiles(
    [
      { path: '.irssi/config', content: Buffer.from('port = "{port}"; { }') },
      { path: 'bin/start', content: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
    ],
    values,
  );
  expect(readFileSync(join(home, '.irssi/config'), 'utf8')).toBe('port = "6667"; { }');
  expect(statSync(join(home, '.irssi/config')).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'bin/start')).mode & 0o777).toBe(0o755);
});

it.each(['../out', '/etc/out', 'a/../../out', '', '.', 'a\0b'])('refuses a file at %j', async (path) => {
  const { values } = await newHome();
  await expect(layFiles([{ path, content: Buffer.alloc(0) }], values)).rejects.toMatchObject({
    code: 'bad-spec',
  });
});

it('removes a home with closed folders in it, and not what its links lead to', async () => {
  const { home } = await newHome();
  const { home: other } = await newHome();
  writeFileSync(join(other, 'kept'), '');
  symlinkSync(other, join(home, 'link'));
  mkdirSync(join(home, 'closed'));
  writeFileSync(join(home, 'closed/file'), '');
  chmodSync(join(home, 'closed'), 0);
  expect(await removeHome(home)).toBe(true);
  expect(existsSync(home)).toBe(false);
  expect(existsSync(join(other, 'kept'))).toBe(true);
});
