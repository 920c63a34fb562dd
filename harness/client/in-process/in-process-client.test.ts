import { connect } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { InProcessClient } from './in-process-client.ts';
import { launchInProcess } from './launch.ts';
import type { ClientHandle, InProcessStart } from './spec.ts';
import { streamPair } from './stream-pair.ts';

const clients: InProcessClient[] = [];
let server: Duplex = new PassThrough();

async function start(inProcess: InProcessStart, timeoutMs = 5000): Promise<InProcessClient> {
  const openStream = (inside: <T>(act: () => T) => T): Duplex => {
    const { ours, theirs } = streamPair(inside);
    server = ours;
    return theirs;
  };
  const target = { host: '127.0.0.1', port: 1, nick: 'alice', openStream };
  const client = await launchInProcess({ name: 'lib', inProcess }, target, { timeoutMs });
  clients.push(client);
  return client;
}

const close = (): void => undefined;

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});

describe('an error that nobody catches is the end of the client', () => {
  const throwing = (how: string, act: (stream: Duplex) => void): [string, InProcessStart] => [
    how,
    {
      kind: 'stream',
      start: (stream) => {
        act(stream);
        return { close };
      },
    },
  ];

  test.each([
    throwing('in a listener of its stream', (stream) => {
      stream.on('data', () => {
        throw new Error('defect 7');
      });
    }),
    throwing('in a timer', (stream) => {
      stream.on('data', () =>
        setTimeout(() => {
          throw new Error('defect 7');
        }, 1),
      );
    }),
    throwing('in a promise', (stream) => {
      stream.on('data', () => void Promise.reject(new Error('defect 7')));
    }),
    throwing('in a socket of its own', (stream) => {
      stream.on('data', () => connect({ host: '127.0.0.1', port: 1 }));
    }),
  ])('%s', async (how, inProcess) => {
    const client = await start(inProcess);
    expect(client.exit).toBeNull();
    server.write('PING\r\n');
    const exit = await client.whenExited();
    expect(exit).toMatchObject({ code: null, signal: null });
    expect(exit.error).toMatch(how === 'in a promise' ? /^rejected a promise/ : /^threw an error/);
    expect(client.exit).toBe(exit);
    expect(client.outputTail().toString()).toMatch(/defect 7|ECONNREFUSED/);
    await expect(client.act('message', { target: 'bob', text: 'hi' })).rejects.toThrow('has ended');
  });

  test('of the right one of two', async () => {
    const quiet = await start({ kind: 'stream', start: () => ({ close }) });
    const loud = await start({
      kind: 'stream',
      start: (stream) => {
        stream.on('data', () => {
          throw new Error('defect 8');
        });
        return { close };
      },
    });
    server.write('x');
    expect((await loud.whenExited()).error).toContain('defect 8');
    expect(quiet.exit).toBeNull();
  });
});

describe('a client that cannot be started', () => {
  const handle = (value: unknown): ClientHandle => value as ClientHandle;

  test.each<[string, InProcessStart, string]>([
    [
      'throws',
      {
        kind: 'connect',
        start: () => {
          throw new Error('no config');
        },
      },
      'no config',
    ],
    ['rejects', { kind: 'stream', start: () => Promise.reject(new Error('no config')) }, 'no config'],
    ['gives no handle', { kind: 'connect', start: () => handle({}) }, 'close()'],
    ['gives nothing', { kind: 'connect', start: () => handle(undefined) }, 'close()'],
    ['does not return', { kind: 'connect', start: () => new Promise(() => undefined) }, 'within 50 ms'],
  ])('%s', async (_, inProcess, words) => {
    const failed = start(inProcess, 50);
    await expect(failed).rejects.toMatchObject({ name: 'ClientStartError', code: 'client-cannot-start' });
    await expect(failed).rejects.toThrow(words);
  });
});

describe('what its user does', () => {
  test('goes to the functions of the handle', async () => {
    const done: unknown[] = [];
    const note = (...words: unknown[]): void => void done.push(words);
    const client = await start({
      kind: 'connect',
      start: () => ({
        close,
        action: (...words) => note('action', ...words),
        message: (...words) => note('message', ...words),
        ctcp: (...words) => note('ctcp', ...words),
        reply: (...words) => note('reply', ...words),
        away: (...words) => note('away', ...words),
        ignore: (...words) => note('ignore', ...words),
        quote: (...words) => note('quote', ...words),
        settings: {
          'version-text': (value) => note('version-text', value),
          'ignore-ctcp': (value) => note('ignore-ctcp', value),
        },
        shown: () => ['<bob> hi'],
      }),
    });
    expect(
      (
        [
          ...(['action', 'message', 'ctcp', 'ping', 'reply', 'away', 'ignore', 'quote', 'raw'] as const),
          ...(['version-text', 'ignore-ctcp', 'refuse-dcc'] as const),
        ] as const
      ).filter((kind) => client.can(kind)),
    ).toEqual([
      ...['action', 'message', 'ctcp', 'reply', 'away', 'ignore', 'quote'],
      ...['version-text', 'ignore-ctcp'],
    ]);
    await client.act('action', { target: '#x', text: 'grüßt' });
    await client.act('message', { target: '#x', text: Buffer.from('hi') });
    await client.act('ctcp', { target: 'bob', command: 'VERSION' });
    await client.act('ctcp', { target: 'bob', command: 'PING', args: '1 2' });
    await client.act('reply', { target: 'bob', command: 'XYZZY', args: 'x' });
    await client.act('away', { text: 'gone' });
    await client.act('ignore', { target: 'bob' });
    await client.act('quote', { target: 'bob', text: 'waves' });
    await client.act('version-text', { text: 'mine' });
    await client.act('ignore-ctcp', { target: 'bob' });
    expect(done).toEqual([
      ['action', '#x', 'grüßt'],
      ['message', '#x', 'hi'],
      ['ctcp', 'bob', 'VERSION', undefined],
      ['ctcp', 'bob', 'PING', '1 2'],
      ['reply', 'bob', 'XYZZY', 'x'],
      ['away', 'gone'],
      ['ignore', 'bob'],
      ['quote', 'bob', 'waves'],
      ['version-text', 'mine'],
      ['ignore-ctcp', 'bob'],
    ]);
    expect(client.hasDisplay).toBe(true);
    expect(await client.displayLines()).toEqual(['<bob> hi']);
    await expect(client.act('ping', { target: 'bob' })).rejects.toMatchObject({ code: 'no-such-action' });
    await expect(client.act('refuse-dcc', {})).rejects.toThrow(
      "no function settings['refuse-dcc'](). Add it.",
    );
  });

  test('a function takes line breaks, and may refuse them by an error', async () => {
    const done: string[] = [];
    const client = await start({
      kind: 'connect',
      start: () => ({
        close,
        message: (_, text) => done.push(text),
        action: (_, text) => {
          throw new Error(`not sent: ${text}`);
        },
      }),
    });
    await client.act('message', { target: 'bob', text: 'a\nQUIT' });
    await client.act('action', { target: 'bob', text: 'a\nQUIT' });
    expect(done).toEqual(['a\nQUIT']);
    await expect(client.act('action', { target: 'bob', text: 'a' })).rejects.toMatchObject({
      code: 'action-failed',
    });
  });

  test('a function that throws is told', async () => {
    const client = await start({
      kind: 'connect',
      start: () => ({
        close,
        message: () => {
          throw new Error('not connected');
        },
      }),
    });
    const sent = client.act('message', { target: 'bob', text: 'hi' });
    await expect(sent).rejects.toMatchObject({ code: 'action-failed' });
    await expect(sent).rejects.toThrow('not connected');
    expect(client.exit).toBeNull();
  });
});

test('the end fires the signal and calls close(), once, whatever they do', async () => {
  const calls: string[] = [];
  const client = await start({
    kind: 'connect',
    start: ({ signal }) => {
      signal.addEventListener('abort', () => calls.push('abort'));
      return {
        close: () => {
          calls.push('close');
          setTimeout(() => {
            throw new Error('too late to be held against it');
          }, 1);
          throw new Error('neither is this');
        },
      };
    },
  });
  await Promise.all([client.end(), client.end()]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls).toEqual(['abort', 'close']);
  expect(client.exit).toBeNull();
});
