import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from '../../tests/is-installed.ts';
import { FakeServer } from './fake-server.ts';
import { serverIdentity } from './server-identity.ts';

let server: FakeServer;
let authority: string;

beforeEach(async () => {
  const identity = await serverIdentity('127.0.0.1');
  ({ authority } = identity);
  server = await FakeServer.listen({ identity });
});
afterEach(() => server.close());

/** A client that trusts the authority and nothing else, and that has registered. */
async function registered(host = server.host): Promise<TLSSocket> {
  const client = connect({ host, port: server.port, ca: authority });
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

test('a client that trusts the authority registers, and both sides hear each other', async () => {
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

test('the certificate is good for localhost and for the other loopback address, and not for others', async () => {
  const { certificate, authority: ca } = await serverIdentity('127.0.0.1');
  const leaf = new X509Certificate(certificate);
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkIP('::1')).toBe('::1');
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(leaf.checkHost('irc.example.org')).toBeUndefined();
  expect(leaf.verify(new X509Certificate(ca).publicKey)).toBe(true);
  const other = new X509Certificate((await serverIdentity('irc.example.org')).certificate);
  expect(other.checkHost('irc.example.org')).toBe('irc.example.org');
  expect(other.issuer).toBe(leaf.issuer);
});

test.runIf(isInstalled('openssl'))('openssl finds nothing to object to at its strictest', async () => {
  const { certificate, authority: ca } = await serverIdentity('127.0.0.1');
  const folder = mkdtempSync(join(tmpdir(), 'ctcpspec-identity-'));
  try {
    const [caFile, leafFile] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
    writeFileSync(caFile, ca);
    writeFileSync(leafFile, certificate);
    const { stdout, stderr } = spawnSync(
      'openssl',
      ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', caFile, leafFile],
      { encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toBe(`${leafFile}: OK\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the identity of an address is made once', async () => {
  expect(await serverIdentity('127.0.0.1')).toBe(await serverIdentity('127.0.0.1'));
});
