import { PassThrough, type Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { streamPair } from '../client/in-process/stream-pair.ts';
import { Newcomer } from './newcomer.ts';

function connected(): { newcomer: Newcomer; client: Duplex } {
  const { ours, theirs } = streamPair((act) => act());
  return { newcomer: new Newcomer(ours), client: theirs };
}

/** What whoever takes the stream over reads of it, until it ends. */
async function readAll(stream: Duplex): Promise<string> {
  let text = '';
  stream.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  stream.resume();
  await new Promise((resolve) => stream.once('end', resolve));
  return text;
}

test.each([
  ['in one piece', ['CAP LS 302\r\nNICK alice\r\nUSER a 0 * :A\r\n']],
  ['in pieces', ['CA', 'P LS 302\r\nNI', 'CK :ali', 'ce\r', '\nUSER a 0 * :A\r\n']],
  ['with bare line feeds', ['nick alice\nUSER a 0 * :A\n']],
])('a client is known by its nick, %s, and nothing of what it said is lost', async (_, pieces) => {
  const { newcomer, client } = connected();
  for (const piece of pieces) client.write(piece);
  expect(await newcomer.nick()).toBe('alice');
  const all = readAll(newcomer.handOver());
  client.end('JOIN #a\r\n');
  expect(await all).toBe(`${pieces.join('')}JOIN #a\r\n`);
});

test('one that waits for the answer to CAP LS has no nick yet', async () => {
  const { newcomer, client } = connected();
  client.write('CAP LS 302\r\n');
  expect(await newcomer.nick()).toBe('');
});

test.each([
  ['a web browser', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['one that says nothing', ''],
  ['one that never stops', 'x'.repeat(10_000)],
])('%s is no client', async (_, said) => {
  const { newcomer, client } = connected();
  if (said !== '') client.write(said);
  expect(await newcomer.nick()).toBeNull();
});

test('one that goes away is no client', async () => {
  const stream = new PassThrough();
  const newcomer = new Newcomer(stream);
  stream.destroy();
  expect(await newcomer.nick()).toBeNull();
});

test('a nick that is taken is refused as on any server, and what comes instead counts', async () => {
  const { newcomer, client } = connected();
  client.setEncoding('latin1');
  const told = new Promise<string>((resolve) => client.once('data', resolve));
  client.write('NICK alice\r\nUSER a 0 * :A\r\n');
  expect(await newcomer.nick()).toBe('alice');
  newcomer.refuse('alice', 'irc.test');
  expect(await told).toMatch(/^:irc\.test 433 \* alice :/);
  client.write('NICK alice_\r\n');
  expect(await newcomer.nick()).toBe('alice_');
  const all = readAll(newcomer.handOver());
  client.end();
  expect(await all).toBe('USER a 0 * :A\r\nNICK alice_\r\n');
});
