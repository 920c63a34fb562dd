import { once } from 'node:events';
import { expect, test } from 'vitest';
import { streamPair } from './stream-pair.ts';

const inside = <T>(act: () => T): T => act();

test('octets arrive in order, later, and as copies', async () => {
  const { ours, theirs } = streamPair(inside);
  const seen: Buffer[] = [];
  theirs.on('data', (chunk: Buffer) => seen.push(chunk));
  const sent = Buffer.from('one\r\n');
  ours.write(sent);
  expect(seen).toEqual([]);
  await new Promise<void>((resolve) => ours.write(Buffer.from('two\r\n'), () => resolve()));
  sent.fill(0);
  expect(seen.map(String)).toEqual(['one\r\n', 'two\r\n']);
});

test('a write is done when the other side takes it', async () => {
  const { ours, theirs } = streamPair(inside);
  theirs.pause();
  let done = 0;
  for (let count = 0; count < 3; count++) ours.write(Buffer.alloc(40_000), () => (done += 1));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done).toBeLessThan(3);
  expect(ours.writableLength).toBeGreaterThan(0);
  theirs.resume();
  await once(ours, 'drain');
  expect(ours.writableLength).toBe(0);
});

test('an orderly end reaches the other side, which ends too', async () => {
  const { ours, theirs } = streamPair(inside);
  theirs.resume();
  ours.resume();
  ours.end('bye\r\n');
  await Promise.all([once(theirs, 'end'), once(ours, 'close'), once(theirs, 'close')]);
  expect(ours.destroyed && theirs.destroyed).toBe(true);
});

test('one side that is destroyed is an end for the other', async () => {
  const { ours, theirs } = streamPair(inside);
  ours.resume();
  theirs.destroy();
  await once(ours, 'close');
  expect(ours.readableEnded).toBe(true);
});

test('a reset is an error on the other side', async () => {
  const { ours, theirs } = streamPair(inside);
  ours.on('error', () => undefined);
  const reset = once(theirs, 'error');
  ours.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  expect(await reset).toMatchObject([{ code: 'ECONNRESET' }]);
});

test('a write that nobody takes fails when the connection ends', async () => {
  const { ours, theirs } = streamPair(inside);
  theirs.pause();
  ours.on('error', () => undefined);
  const written = new Promise<Error | null | undefined>((resolve) => {
    ours.write(Buffer.alloc(200_000), resolve);
  });
  setImmediate(() => ours.destroy());
  expect(await written).toMatchObject({ code: 'EPIPE' });
});
