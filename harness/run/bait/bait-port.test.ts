import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { BaitPort, type Contact } from './bait-port.ts';

const HANDOUT = Buffer.from('hello world');

async function open(): Promise<{ bait: BaitPort; contacts: Contact[] }> {
  const contacts: Contact[] = [];
  const bait = await BaitPort.open(HANDOUT, (contact) => contacts.push(contact));
  onTestFinished(() => bait.close());
  return { bait, contacts };
}

async function taken(port: number, host: string): Promise<Buffer> {
  const socket = connect(port, host);
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  await once(socket, 'close');
  return Buffer.concat(pieces);
}

test('nobody connects unless somebody does', async () => {
  const { contacts } = await open();
  expect(contacts).toEqual([]);
});

test('whoever connects is noted, and handed what there is', async () => {
  const { bait, contacts } = await open();
  expect(await taken(bait.port, '127.0.0.1')).toEqual(HANDOUT);
  expect(contacts).toEqual([{ address: '127.0.0.1', port: bait.port }]);
});

test('IPv6 has the same port', async () => {
  const { bait, contacts } = await open();
  if (!bait.hasIpv6) return;
  expect(await taken(bait.port, '::1')).toEqual(HANDOUT);
  expect(contacts).toEqual([{ address: '::1', port: bait.port }]);
});

test('a client that connects without end is noted a few times', async () => {
  const { bait, contacts } = await open();
  await Promise.all(Array.from({ length: 20 }, () => taken(bait.port, '127.0.0.1').catch(() => null)));
  expect(contacts).toHaveLength(8);
});

test('two have ports of their own', async () => {
  const [one, other] = await Promise.all([open(), open()]);
  await taken(one.bait.port, '127.0.0.1');
  expect(one.contacts).toHaveLength(1);
  expect(other.contacts).toEqual([]);
});

test('nobody gets in when it is closed', async () => {
  const { bait } = await open();
  await bait.close();
  await expect(once(connect(bait.port, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/);
});
