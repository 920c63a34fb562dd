import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ClientActionError, systemCode } from './client-error.ts';
import type { HomeGlob } from './home-glob.ts';

const pollMs = 10;

/**
 * Writes to a FIFO that the client makes and reads. Opening and writing never block: a FIFO that nobody reads would
 * otherwise hold one of the harness's few file threads for ever.
 *
 * @param isOver whether the client has ended, so that waiting is in vain
 * @throws ClientActionError `input-missing`, `input-blocked`, `client-exited`
 */
export async function writeToFifo(
  glob: HomeGlob,
  bytes: Buffer,
  isOver: () => boolean,
  deadlineMs: number,
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  const wait = async (late: ClientActionError): Promise<void> => {
    if (isOver())
      throw new ClientActionError('client-exited', 'The client has ended; its FIFO has no reader any more.');
    if (Date.now() >= deadline) throw late;
    await delay(pollMs);
  };
  let handle = await openNewest(glob);
  while (handle === null) {
    await wait(
      new ClientActionError(
        'input-missing',
        'The client has not made the FIFO that user actions are written to, or does not read it. Check the path in the profile and the setting that turns it on.',
      ),
    );
    handle = await openNewest(glob);
  }
  try {
    for (let rest = bytes; rest.length > 0;) {
      const written = await writeSome(handle, rest);
      rest = rest.subarray(written);
      if (written === 0)
        await wait(new ClientActionError('input-blocked', 'The client does not empty its FIFO.'));
    }
  } finally {
    await handle.close();
  }
}

/** Null while there is none, or none that somebody reads. */
async function openNewest(glob: HomeGlob): Promise<FileHandle | null> {
  const fifos = (await glob.find()).filter(({ kind }) => kind === 'fifo');
  const dated = await Promise.all(
    fifos.map(async ({ path }) => ({ path, made: (await stat(path).catch(() => null))?.ctimeMs ?? 0 })),
  );
  const newest = dated.sort((a, b) => b.made - a.made)[0];
  if (newest === undefined) return null;
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const handle = await open(newest.path, flags).catch(() => null);
  if (handle === null || (await handle.stat()).isFIFO()) return handle;
  await handle.close();
  return null;
}

async function writeSome(handle: FileHandle, bytes: Buffer): Promise<number> {
  try {
    return (await handle.write(bytes)).bytesWritten;
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') return 0;
    throw new ClientActionError('client-exited', 'The client has stopped reading its FIFO.', error);
  }
}
