import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeServer } from './fake-server.ts';
import { serverIdentity } from './server-identity.ts';

let server: FakeServer;
let certificate: string;

beforeEach(async () => {
  const identity = await serverIdentity('127.0.0.1');
  ({ certificate } = identity);
  server = await FakeServer.listen({ identity });
});
afterEach(() => server.close());

/** A client that trusts this one certificate, and that has registered. */
async function registered(): Promise<TLSSocket> {
  const client = connect({ host: server.host, port: server.port, ca: certificate });
  client.on('error', () => undefined);
  await once(client, 'secureConnect');
  client.write('NICK alice\r\nUSER a 0 * :a\r\n');
  let seen = '';
  for await (const chunk of client.iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    if (/ 376 | 422 /.test(seen)) break;
  }
  return client;
}

test('a client that trusts the certificate registers, and both sides hear each other', async () => {
  const client = await registered();
  expect(client.authorized).toBe(true);
  const [session] = server.sessions;
  const line = new Promise<string>((resolve) =>
    session?.onLine(({ raw }) => resolve(Buffer.from(raw).toString())),
  );
  client.write('NOTICE bob :\x01PING 1\x01\r\n');
  expect(await line).toContain('NOTICE bob :\x01PING 1\x01');
  client.destroy();
});

test('a reset is a reset of the TCP connection below', async () => {
  const client = await registered();
  const failed = once(client, 'error') as Promise<[NodeJS.ErrnoException]>;
  client.resume();
  server.sessions[0]?.reset();
  const [error] = await failed;
  expect(error.code).toBe('ECONNRESET');
});

test('a client that speaks plain text is cut off, and the server lives', async () => {
  const plain = connectPlain({ host: server.host, port: server.port });
  plain.on('error', () => undefined);
  plain.write('NICK alice\r\nUSER a 0 * :a\r\n');
  await once(plain, 'close');
  expect(server.sessions[0]?.registered).toBe(false);
  (await registered()).destroy();
});

test('the identity of an address is made once', async () => {
  expect(await serverIdentity('127.0.0.1')).toBe(await serverIdentity('127.0.0.1'));
});
