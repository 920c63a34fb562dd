import { execFileSync, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { symlinkSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { writeToFifo } from './fifo.ts';
import { createHome, removeHome } from './home.ts';
import { HomeGlob } from './home-glob.ts';

async function newHome(): Promise<{ home: string; glob: HomeGlob }> {
  const home = await createHome();
  onTestFinished(async () => {
    await removeHome(home);
  });
  return { home, glob: new HomeGlob('{home}/**/fifo_*', { host: 'h', port: 1, nick: 'n', home }) };
}

it('waits for the FIFO and for its reader, and writes more than it holds', async () => {
  const { home, glob } = await newHome();
  const bytes = Buffer.alloc(300_000, 'x');
  const written = writeToFifo(glob, bytes, () => false, 10_000);
  execFileSync('mkfifo', [join(home, 'run/fifo_1')]);
  const reader = spawn('cat', [join(home, 'run/fifo_1')], { stdio: ['ignore', 'pipe', 'ignore'] });
  const read = text(reader.stdout);
  await written;
  expect((await read).length).toBe(bytes.length);
});

it.each([[''], ['fifo_1']])(
  'does not wait for ever when there is none, or nobody reads it (%s)',
  async (name) => {
    const { home, glob } = await newHome();
    if (name !== '') execFileSync('mkfifo', [join(home, name)]);
    await expect(writeToFifo(glob, Buffer.from('x\n'), () => false, 30)).rejects.toMatchObject({
      code: 'input-missing',
    });
  },
);

it('does not wait for ever when the reader stops reading', async () => {
  const { home, glob } = await newHome();
  const fifo = join(home, 'fifo_1');
  execFileSync('mkfifo', [fifo]);
  const reader = spawn('sh', ['-c', 'exec 3< "$0"; read -r line; exit', fifo], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  onTestFinished(() => void reader.stdin.end());
  await expect(writeToFifo(glob, Buffer.alloc(1_000_000), () => false, 500)).rejects.toMatchObject({
    code: 'input-blocked',
  });
});

it('stops waiting when the client has ended', async () => {
  const { glob } = await newHome();
  await expect(writeToFifo(glob, Buffer.from('x\n'), () => true, 60_000)).rejects.toMatchObject({
    code: 'client-exited',
  });
});

it('does not write through a link', async () => {
  const { home, glob } = await newHome();
  symlinkSync('/dev/null', join(home, 'fifo_1'));
  await expect(writeToFifo(glob, Buffer.from('x\n'), () => false, 30)).rejects.toMatchObject({
    code: 'input-missing',
  });
});
