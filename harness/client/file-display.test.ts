import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { FileDisplay } from './file-display.ts';
import { createHome, removeHome } from './home.ts';
import { HomeGlob } from './home-glob.ts';

async function newDisplay(): Promise<{ log: string; display: FileDisplay }> {
  const home = await createHome();
  onTestFinished(async () => {
    await removeHome(home);
  });
  mkdirSync(join(home, 'log'));
  const glob = new HomeGlob('{home}/log/*', { host: 'h', port: 1, nick: 'n', home });
  return { log: join(home, 'log'), display: new FileDisplay(glob) };
}

it('reads all log files as they are at the moment', async () => {
  const { log, display } = await newDisplay();
  expect(await display.lines()).toEqual([]);
  writeFileSync(join(log, 'b'), 'third\r\n\nunfinished');
  writeFileSync(join(log, 'a'), 'first\n');
  appendFileSync(join(log, 'a'), 'second \xff\n', 'latin1');
  expect(await display.lines()).toEqual([
    { text: 'first', file: 'log/a' },
    { text: 'second \ufffd', file: 'log/a' },
    { text: 'third', file: 'log/b' },
    { text: '', file: 'log/b' },
    { text: 'unfinished', file: 'log/b' },
  ]);
  rmSync(join(log, 'a'));
  expect((await display.lines()).map(({ text }) => text)).toEqual(['third', '', 'unfinished']);
  expect(display.complete).toBe(true);
});

it('reads the end of what is too large, and says so', async () => {
  const { log, display } = await newDisplay();
  writeFileSync(join(log, 'a'), `${'\n'.repeat(9_000_000)}last\n`);
  const lines = await display.lines();
  expect(lines.at(-1)?.text).toBe('last');
  expect(lines.length).toBeLessThan(8.5 * 1024 * 1024);
  expect(display.complete).toBe(false);
});

it('reads no FIFO and no link', async () => {
  const { log, display } = await newDisplay();
  execFileSync('mkfifo', [join(log, 'fifo')]);
  symlinkSync('/etc/passwd', join(log, 'link'));
  expect(await display.lines()).toEqual([]);
});
