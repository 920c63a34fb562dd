import { describe, expect, it } from 'vitest';
import { numerics, RawClient } from './testing/raw-client.ts';
import { startServer } from './testing/with-server.ts';

const SERVER = ':irc.ctcpspec.test';

describe('CAP', () => {
  it('grants a list as a whole or refuses it as a whole', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    const lines = await client.exchange(
      'CAP REQ :server-time nosuch',
      'CAP LIST',
      'CAP REQ :server-time multi-prefix',
      'CAP LIST',
    );
    expect(lines).toEqual([
      `${SERVER} CAP * NAK :server-time nosuch`,
      `${SERVER} CAP * LIST :`,
      `${SERVER} CAP * ACK :server-time multi-prefix`,
      `${SERVER} CAP * LIST :server-time multi-prefix`,
    ]);
  });

  it('takes a capability away again', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    await client.exchange('CAP REQ server-time');
    expect(client.session.capabilities).toEqual(new Set(['server-time']));
    expect(await client.exchange('CAP REQ :-server-time')).toEqual([
      `${SERVER} CAP tester ACK :-server-time`,
    ]);
    expect(client.session.capabilities).toEqual(new Set());
  });

  it('answers an unknown subcommand with 410', async () => {
    const server = await startServer();
    const client = await RawClient.connect(server);
    expect(await client.exchange('CAP NOSUCH', 'CAP :')).toEqual([
      `${SERVER} 410 * NOSUCH :Invalid CAP command`,
      `${SERVER} 410 * * :Invalid CAP command`,
    ]);
  });

  it('shows values and several lines to version 302 only', async () => {
    const long = Array.from({ length: 30 }, (_, index) => `vendor.example/capability-${index}=value`);
    const server = await startServer({ capabilities: long });
    const modern = await RawClient.connect(server);
    const lines = await modern.exchange('CAP LS 302');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(0, -1).every((line) => line.startsWith(`${SERVER} CAP * LS * :`))).toBe(true);
    expect(lines.every((line) => line.length <= 510)).toBe(true);
    expect(lines.flatMap((line) => line.split(' :')[1]?.split(' '))).toEqual(long);

    const old = await RawClient.connect(server);
    const [only, ...others] = await old.exchange('CAP LS');
    expect(others).toEqual([]);
    expect(only).toMatch(/^:irc\.ctcpspec\.test CAP \* LS :vendor\.example\/capability-0 vendor/);
    expect(only).not.toContain('=');
  });

  it('does not hold a client that is registered already', async () => {
    const server = await startServer();
    const client = await RawClient.registered(server);
    expect(await client.exchange('CAP LS 302')).toHaveLength(1);
    expect(numerics(await client.exchange('ISON tester'))).toEqual(['303']);
  });

  it('is unknown to a server that offers nothing', async () => {
    const server = await startServer({ capabilities: [] });
    const client = await RawClient.connect(server);
    const lines = await client.exchange('CAP LS 302', 'NICK tester', 'USER u 0 * :real', 'CAP END');
    expect(numerics(lines).slice(0, 2)).toEqual(['421', '001']);
  });
});

describe('labeled-response', () => {
  const capabilities = ['message-tags', 'batch', 'labeled-response', 'echo-message'];

  async function labelling(): Promise<RawClient> {
    const client = await RawClient.registered(await startServer({ capabilities }));
    await client.exchange(`CAP REQ :${capabilities.join(' ')}`);
    return client;
  }

  it('labels one reply, an echo, several in a batch, and none with ACK', async () => {
    const client = await labelling();
    expect(await client.exchange('@label=a1 ISON tester')).toEqual([
      `@label=a1 ${SERVER} 303 tester :tester`,
    ]);
    expect(await client.exchange('@+x=y;label=a\\s2 PRIVMSG bob :hi')).toEqual([
      '@label=a\\s2 :tester!~u@127.0.0.1 PRIVMSG bob :hi',
    ]);
    expect(await client.exchange('@label=a3 NAMES #none,#none2')).toEqual([
      `@label=a3 ${SERVER} BATCH +label labeled-response`,
      `@batch=label ${SERVER} 366 tester #none :End of /NAMES list.`,
      `@batch=label ${SERVER} 366 tester #none2 :End of /NAMES list.`,
      `${SERVER} BATCH -label`,
    ]);
    expect(await client.exchange('@label=a4 PONG x')).toEqual([`@label=a4 ${SERVER} ACK`]);
    expect(await client.exchange('@other=1 ISON tester')).toEqual([`${SERVER} 303 tester :tester`]);
  });
});
