import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Handshakes } from './handshakes.ts';

const listener = createServer();
let ours: Socket;
let theirs: Socket;

beforeEach(async () => {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  theirs = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  theirs.on('error', () => undefined);
  [ours] = await accepted;
});
afterEach(async () => {
  vi.useRealTimers();
  theirs.destroy();
  ours.destroy();
  listener.close();
  await once(listener, 'close');
});

test('a handshake that takes too long is cut', async () => {
  vi.useFakeTimers();
  new Handshakes(1000).begin(ours, ours);
  vi.advanceTimersByTime(1000);
  await once(theirs, 'close');
  expect(ours.destroyed).toBe(true);
});

test('one that is done is not', () => {
  vi.useFakeTimers();
  const handshakes = new Handshakes(1000);
  handshakes.begin(ours, ours)();
  vi.advanceTimersByTime(2000);
  handshakes.cut();
  expect(ours.destroyed).toBe(false);
});

test('all that are still at it are cut together', async () => {
  const handshakes = new Handshakes();
  handshakes.begin(ours, ours);
  handshakes.cut();
  await once(theirs, 'close');
  expect(ours.destroyed).toBe(true);
});
