import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLitter, watchedPaths } from './watched-paths.ts';

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'watched-paths-'));
  await mkdir(join(cwd, 'bin'));
  await mkdir(join(cwd, 'src'));
  await writeFile(join(cwd, 'bin', 'runner'), '#!/bin/sh\n', { mode: 0o755 });
  await writeFile(join(cwd, 'src', 'client.js'), '');
});
afterAll(() => rm(cwd, { recursive: true }));

const paths = (command: string, extra: string[] = []): ReturnType<typeof watchedPaths> =>
  watchedPaths([{ command, cwd }], extra, join(cwd, 'bin'));

test('the files that the command names, with their folders, and the program of the PATH without its folder', () => {
  expect(paths("runner src/client.js {host} {port} --name 'no file'")).toEqual({
    files: [join(cwd, 'src', 'client.js'), join(cwd, 'bin', 'runner')],
    folders: [join(cwd, 'src')],
    trees: [],
  });
});

test('a program that is named by its path, with its folder', () => {
  expect(paths('./bin/runner {port}')).toEqual({
    files: [join(cwd, 'bin', 'runner')],
    folders: [join(cwd, 'bin')],
    trees: [],
  });
});

test('what the user names besides', () => {
  expect(paths('gone {port}', [cwd]).trees).toEqual([cwd]);
});

test.each([
  ['gone {port}', [], /nothing to watch\. Name files or folders with --watch-path/],
  ["'open", [], /nothing to watch/],
  ['runner', ['/nowhere/at/all'], /--watch-path: there is no \/nowhere\/at\/all/],
])('%s %j is refused', (command, extra, message) => {
  expect(() => paths(command, [...extra])).toThrow(message);
});

test.each([
  ['/c/client.js', false],
  ['/c/.env', false],
  ['/c/catalog', false],
  ['/c/out', true],
  ['/c/out/report.json', true],
  ['/c/outer.js', false],
  ['/c/node_modules', true],
  ['/c/.git', true],
  ['/c/client.js~', true],
  ['/c/.client.js.swp', true],
  ['/c/client.log', true],
  ['/c/__pycache__', true],
])('%s is litter: %s', (path, litter) => {
  expect(isLitter(path, '/c/out')).toBe(litter);
});
