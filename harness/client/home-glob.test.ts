import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { HomeGlob } from './home-glob.ts';

const home = mkdtempSync(join(tmpdir(), 'home-glob-[x]-'));
const values = { host: 'h', port: 1, nick: 'a[b]*', home };
afterAll(() => rmSync(home, { recursive: true }));

mkdirSync(join(home, 'log/.net'), { recursive: true });
for (const name of ['log/a.log', 'log/.net/b.log', 'log/a.txt', 'log/a[b]*.log', 'log/abc.log', 'a.log'])
  writeFileSync(join(home, name), '');
execFileSync('mkfifo', [join(home, 'log/pipe.log')]);
symlinkSync('/etc', join(home, 'log/etc'));
symlinkSync('/etc/passwd', join(home, 'log/passwd.log'));
symlinkSync(home, join(home, 'log/circle'));

async function found(glob: string): Promise<string[]> {
  return (await new HomeGlob(glob, values).find()).map(
    ({ path, kind }) => `${kind} ${path.slice(home.length + 1)}`,
  );
}

it('finds files and FIFOs at any depth, and follows no links', async () => {
  expect(await found('{home}/log/**/*.log')).toEqual([
    'file log/.net/b.log',
    'file log/a.log',
    'file log/a[b]*.log',
    'file log/abc.log',
    'fifo log/pipe.log',
  ]);
});

it('takes a filled-in value literally and other braces as alternatives', async () => {
  expect(await found('{home}/log/{nick}.log')).toEqual(['file log/a[b]*.log']);
  expect(await found('{home}/log/a.{txt,log}')).toEqual(['file log/a.log', 'file log/a.txt']);
});

it('gives nothing for a home that is gone', async () => {
  expect(await new HomeGlob('{home}/*', { ...values, home: join(home, 'nowhere') }).find()).toEqual([]);
});

it.each(['/etc/*', '{home}/../*', 'log/*'])('refuses %s', (glob) => {
  expect(() => new HomeGlob(glob, values)).toThrow(expect.objectContaining({ code: 'bad-spec' }));
});
