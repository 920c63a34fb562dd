import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Instance } from '../instance/instance.ts';
import { Pulse } from './pulse.ts';

const instances: Instance[] = [];

afterEach(async () => {
  await Promise.all(instances.splice(0).map((instance) => instance.end()));
});

/** Reads no line behind one with `stop` until more comes, and none at all behind one with `hang`. */
async function start(timeoutMs: number): Promise<Instance> {
  const instance = await Instance.start({
    spec: {
      name: 'lib',
      inProcess: {
        kind: 'connect',
        start: ({ host, port, nick }) => {
          const socket = connect(port, host);
          let left = '';
          let hangs = false;
          socket.on('error', () => undefined);
          socket.on('data', (data) => {
            left += data.toString('latin1');
            while (!hangs && left.includes('\n')) {
              const end = left.indexOf('\n');
              const line = left.slice(0, end).trimEnd();
              left = left.slice(end + 1);
              if (line.startsWith('PING ')) socket.write(`PONG ${line.slice(5)}\r\n`);
              if (line.endsWith('hang')) hangs = true;
              if (line.endsWith('stop')) return;
            }
          });
          socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :x\r\n`);
          return { close: () => socket.destroy() };
        },
      },
    },
    host: '127.0.0.1',
    timeoutMs,
    keepHome: true,
    signal: new AbortController().signal,
  });
  instances.push(instance);
  return instance;
}

const say = ({ session }: Instance, ...words: string[]): void =>
  session.sendLines(words.map((word) => Buffer.from(`:b!b@h PRIVMSG me :${word}`)));

test('a client that goes on only when more comes is nudged as often as it stalls, in each wait', async () => {
  const instance = await start(4000);
  const pulse = new Pulse();
  say(instance, 'stop', 'a', 'stop', 'stop', 'b');
  expect(await pulse.isAlive(instance)).toBe(true);
  const first = instance.lifeline.nudges;
  expect(first).toBeGreaterThan(1);
  say(instance, 'stop', 'stop', 'stop');
  expect(await pulse.isAlive(instance)).toBe(true);
  expect(instance.lifeline.nudges).toBeGreaterThan(first + 1);
});

test('one that answers is never nudged', async () => {
  const instance = await start(20_000);
  const pulse = new Pulse();
  for (const word of ['a', 'b', 'c']) {
    say(instance, word);
    expect(await pulse.isAlive(instance)).toBe(true);
  }
  expect(instance.lifeline.nudges).toBe(0);
});

test('no nudge brings back one that hangs', async () => {
  const instance = await start(1000);
  say(instance, 'hang');
  expect(await new Pulse().isAlive(instance)).toBe(false);
  expect(instance.lifeline.nudges).toBeGreaterThan(0);
});
