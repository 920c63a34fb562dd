import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { InProcessStart } from '../../client/in-process/spec.ts';
import { Instance } from './instance.ts';

const instances: Instance[] = [];

async function start(inProcess: InProcessStart, timeoutMs = 5000): Promise<Instance> {
  const instance = await Instance.start({
    spec: { name: 'lib', inProcess },
    host: '127.0.0.1',
    timeoutMs,
    keepHome: true,
    signal: new AbortController().signal,
  });
  instances.push(instance);
  return instance;
}

/** Registers and answers PING; on a stream of any kind. */
function speak(stream: Duplex, nick: string, onLine: (line: string) => void = () => undefined): void {
  stream.on('error', () => undefined);
  stream.write(`NICK ${nick}\r\nUSER ${nick} 0 * :x\r\n`);
  const lines = createInterface({ input: stream }).on('error', () => undefined);
  lines.on('line', (line) => {
    if (line.startsWith('PING ')) stream.write(`PONG ${line.slice(5)}\r\n`);
    onLine(line);
  });
}

afterEach(async () => {
  await Promise.all(instances.splice(0).map((instance) => instance.end()));
});

describe.each<[string, (onLine: (line: string) => void) => InProcessStart]>([
  [
    'over a socket',
    (onLine) => ({
      kind: 'connect',
      start: ({ host, port, nick }) => {
        const socket: Socket = connect(port, host);
        speak(socket, nick, onLine);
        return { close: () => socket.destroy() };
      },
    }),
  ],
  [
    'over a stream',
    (onLine) => ({
      kind: 'stream',
      start: (stream, { nick }) => {
        speak(stream, nick, onLine);
        return { close: () => stream.destroy() };
      },
    }),
  ],
])('a client in this process %s', (kind, client) => {
  test('registers, joins, hears what the server says, and is ended', async () => {
    const lines: string[] = [];
    const instance = await start(client((line) => lines.push(line)));
    expect(instance.server.port === 0).toBe(kind === 'over a stream');
    expect(instance.lifeline.loss).toBeNull();
    instance.session.send(Buffer.from(':bob!b@h PRIVMSG alice :hi'));
    expect(await instance.lifeline.answersPing(5000)).toBe(true);
    expect(lines).toContain(':bob!b@h PRIVMSG alice :hi');
    await instance.end();
    expect(instance.session.closed).toBe(true);
  });

  test('an error that nobody catches is a crash', async () => {
    const instance = await start(
      client((line) => {
        if (line.includes('PRIVMSG alice')) throw new Error('defect 7');
      }),
    );
    instance.session.send(Buffer.from(':bob!b@h PRIVMSG alice :hi'));
    expect(await instance.lifeline.until(() => false, { quietMs: 5000 })).toBe('lost');
    expect(instance.lifeline.loss).toEqual({
      kind: 'crashed',
      note: 'the client threw an error that nobody caught: Error: defect 7',
    });
  });

  test('a connection that is reset reaches it as an error', async () => {
    const instance = await start(client(() => undefined));
    instance.session.reset();
    await instance.session.whenClosed();
    expect(instance.client.exit).toBeNull();
    expect((await instance.lifeline.settledLoss())?.kind).toBe('disconnected');
  });

  test('one that crashes at its start cannot be tested', async () => {
    const failed = start(
      client(() => {
        throw new Error('defect 9');
      }),
    );
    await expect(failed).rejects.toMatchObject({ code: 'exits-early' });
    await expect(failed).rejects.toThrow('defect 9');
  });
});

test('one that never speaks cannot be tested, and a deadline says so', async () => {
  const silent: InProcessStart = { kind: 'stream', start: (stream) => ({ close: () => stream.destroy() }) };
  await expect(start(silent, 200)).rejects.toMatchObject({ code: 'never-registers', step: 'register' });
});
