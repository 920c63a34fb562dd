import { describe, expect, test } from 'vitest';
import { askedTransport, chooseClients, type ChoiceOptions } from './client-choice.ts';

const NOTHING: ChoiceOptions = {
  profiles: [],
  exec: null,
  profileFile: null,
  name: null,
  settings: null,
  transport: null,
};

async function chosen(
  options: Partial<ChoiceOptions>,
): Promise<{ command: string | null; transport: string }> {
  const [client] = await chooseClients({ ...NOTHING, ...options });
  return { command: client?.command ?? null, transport: client?.spec.transport ?? 'tcp' };
}

test('--tls and --websocket ask for a transport, and both for WebSocket over TLS', () => {
  expect(askedTransport({ tls: false, websocket: false })).toBeNull();
  expect(askedTransport({ tls: true, websocket: false })).toBe('tls');
  expect(askedTransport({ tls: false, websocket: true })).toBe('websocket');
  expect(askedTransport({ tls: true, websocket: true })).toBe('wss');
});

describe('a profile', () => {
  test.each([
    [null, 'tcp', / \{nick\}$/],
    ['tls', 'tls', / \{nick\} --tls --ca \{ca\}$/],
    ['websocket', 'websocket', / \{nick\} --websocket \{url\}$/],
    ['wss', 'wss', / \{nick\} --websocket \{url\} --ca \{ca\}$/],
  ] as const)('is started by what it says of %s', async (transport, spoken, command) => {
    const client = await chosen({ transport });
    expect(client.transport).toBe(spoken);
    expect(client.command).toMatch(command);
  });

  test('speaks its own where nothing is asked for', async () => {
    expect((await chosen({ profiles: ['catgirl'] })).transport).toBe('tls');
  });

  test('that does not say how is refused, with file and mend', async () => {
    await expect(chosen({ profiles: ['ii'], transport: 'tls' })).rejects.toThrow(
      /ii.profile\.yaml:\d+:\d+:? .*does not say how the client speaks TLS.*Say it under transports: tls, or leave out --tls/s,
    );
  });

  test('with a command of one’s own leaves it to that', async () => {
    const exec = './ii {url}';
    expect(await chosen({ profiles: ['ii'], exec, transport: 'websocket' })).toEqual({
      command: exec,
      transport: 'websocket',
    });
  });
});

describe('a command', () => {
  test.each([
    ['./client {host} {port} --ca {ca}', 'tls'],
    ['./client {url} --ca {ca}', 'wss'],
    ['./client ws://{host}:{port}', 'websocket'],
    ['./client {host} {port}', 'tcp'],
  ] as const)('%s is started over %s', async (exec, transport) => {
    expect(await chosen({ exec, transport })).toEqual({ command: exec, transport });
  });

  test.each([
    ['./client {host} {port} --ca {ca}', null, /has \{ca\}, but a server without TLS/],
    ['./client {host} {port} --pin {cert}', 'websocket', /has \{cert\}, but a server without TLS/],
    ['./client {url}', 'tls', /has \{url\}, but a server without WebSocket/],
    ['./client', 'websocket', /does not say where it is/],
  ] as const)('%s is refused over %s', async (exec, transport, message) => {
    await expect(chosen({ exec, transport })).rejects.toThrow(message);
  });
});
