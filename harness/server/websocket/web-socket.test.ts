import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { MessageClient } from '../testing/message-client.ts';
import { serverIdentity } from '../server-identity.ts';
import type { ReceivedLine } from '../session.ts';
import { startServer } from '../testing/with-server.ts';

const BOTH = ['binary', 'text'] as const;

/** The lines that the server reads from now on, until one of them holds `last`. */
async function linesUntil(client: MessageClient, last: string): Promise<ReceivedLine[]> {
  const lines: ReceivedLine[] = [];
  await new Promise<void>((resolve) =>
    client.session.onLine((line) => {
      lines.push(line);
      if (line.raw.includes(last)) resolve();
    }),
  );
  return lines;
}

function shown(lines: readonly ReceivedLine[]): string[] {
  return lines.map(({ raw, ending, frame }) => `${raw.toString('latin1')}|${ending}|${frame ?? 'none'}`);
}

test('each line is a message of the agreed kind, without its line break', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server, {
    subprotocols: ['binary.ircv3.net', 'text.ircv3.net'],
  });
  client.session.sendLines([Buffer.from('PING :1'), Buffer.from('PING :caf\xE9', 'latin1')]);
  expect(await client.until(/caf/)).toEqual(['binary PING :1', 'binary PING :caf\xE9']);
  expect(client.session.webSocket).toEqual({
    offered: ['binary.ircv3.net', 'text.ircv3.net'],
    subprotocol: 'binary.ircv3.net',
    frame: 'binary',
  });
});

test('text messages are UTF-8, whatever is said', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server, { subprotocols: ['text.ircv3.net'] });
  client.session.send(Buffer.from('PING :caf\xE9', 'latin1'));
  expect(await client.until(/caf/)).toEqual(['text PING :caf\xEF\xBF\xBD']);
});

test('a client that asks for no subprotocol gets text', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server, { subprotocols: [] });
  client.session.send(Buffer.from('PING :1'));
  expect(await client.until(/PING/)).toEqual(['text PING :1']);
  expect(client.session.webSocket).toMatchObject({ offered: [], subprotocol: null });
});

test('how a line stood in its message is told, and several lines in one are several', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  const lines = linesUntil(client, 'last');
  client.send('NOTICE a :b');
  client.send('NOTICE a :b\r\nNOTICE a :c\n', 'text');
  client.send('');
  client.send('NOTICE a :\xE9', 'text');
  client.send('NOTICE a :last');
  expect(shown(await lines)).toEqual([
    'NOTICE a :b|message|binary',
    'NOTICE a :b|crlf|text',
    'NOTICE a :c|lf|text',
    '|message|binary',
    'NOTICE a :\xE9|message|text',
    'NOTICE a :last|message|binary',
  ]);
});

test('the transcript has what was on the wire', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  client.session.send(Buffer.from('PING :1'));
  client.send('PONG 1');
  client.send('PING 2\r\n');
  await client.until(/PONG/);
  const said = client.session.transcript.slice(-4).map(({ from, bytes }) => `${from} ${bytes.toString()}`);
  expect(said).toEqual([
    'server PING :1',
    'client PONG 1',
    'client PING 2\r\n',
    'server :irc.ctcpspec.test PONG irc.ctcpspec.test :2',
  ]);
});

test('pieces of a line are frames of one message', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  await client.session.sendRaw(['PING ', ':1', '23\r\n'].map((piece) => Buffer.from(piece)));
  expect(await client.until(/PING/)).toEqual(['binary PING :123']);
});

test('the server ends a connection by a closing frame', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  const closed = once(client.webSocket, 'close') as Promise<[number]>;
  client.session.end();
  expect((await closed)[0]).toBe(1001);
  await client.session.whenClosed();
  expect(client.session.closeReason).toBe('server');
  expect(client.received.at(-1)).toContain('binary ERROR :Closing Link');
});

test('a client that closes is gone by its own will', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  client.webSocket.close();
  await client.session.whenClosed();
  expect(client.session.closeReason).toBe('client');
});

test('a reset is a reset of the TCP connection below', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  client.session.reset();
  expect(await client.failed).toBe('ECONNRESET');
});

test('a message that is too long ends the connection, with the code for that', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  const closed = once(client.webSocket, 'close') as Promise<[number]>;
  client.send('x'.repeat(2 * 1024 * 1024));
  expect((await closed)[0]).toBe(1009);
  await client.session.whenClosed();
  expect(client.session.closeReason).toBe('error');
});

test('a line over the limit is cut, and nothing is done for it', async () => {
  const server = await startServer({ webSocket: BOTH });
  const client = await MessageClient.registered(server);
  const lines = linesUntil(client, 'last');
  client.send(`QUIT :${'x'.repeat(100_000)}`);
  client.send('NOTICE a :last');
  const [long] = await lines;
  expect(long).toMatchObject({ overlong: true, ending: 'none' });
  expect(long?.raw).toHaveLength(65_536);
});

test('it runs over TLS as well', async () => {
  const identity = await serverIdentity('127.0.0.1');
  const server = await startServer({ webSocket: BOTH, identity });
  expect(server.url).toBe(`wss://127.0.0.1:${server.port}/`);
  const client = await MessageClient.registered(server, { ca: identity.authority });
  client.session.send(Buffer.from('PING :1'));
  expect(await client.until(/PING/)).toEqual(['binary PING :1']);
});

test.each([
  ['plain IRC', 'NICK alice\r\nUSER a 0 * :a\r\n', /^HTTP\/1\.1 400 /],
  ['HTTP and nothing more', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 426 /],
  [
    'a handshake without a key',
    'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    /^HTTP\/1\.1 400 /,
  ],
])('a client that speaks %s is told so, and is no client', async (_, said, answer) => {
  const server = await startServer({ webSocket: BOTH });
  const socket = connect({ host: server.host, port: server.port });
  socket.on('error', () => undefined);
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.write(said);
  await once(socket, 'close');
  expect(heard).toMatch(answer);
  expect(server.sessions).toEqual([]);
});

test('a client that never shakes hands does not keep the server open', async () => {
  const server = await startServer({ webSocket: BOTH });
  const socket = connect({ host: server.host, port: server.port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('GET / HT');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await server.close();
  await closed;
});
