import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import type { ClientHandle } from '../../client/in-process/spec.ts';
import type { ClientUnderTest } from '../run-request.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';

/** A client inside this process that answers PING and shows what it is told. */
function inProcess(handleOf: (stream: Duplex, lines: readonly string[]) => ClientHandle): ClientUnderTest {
  return {
    name: 'lib',
    profile: null,
    command: null,
    choice: { profile: null, profileFile: null, exec: null },
    settings: 'stock',
    spec: {
      name: 'lib',
      inProcess: {
        kind: 'stream',
        start: (stream, { nick }) => {
          const shown: string[] = [];
          stream.on('error', () => undefined);
          stream.write(`NICK ${nick}\r\nUSER ${nick} 0 * :x\r\n`);
          const lines = createInterface({ input: stream }).on('error', () => undefined);
          lines.on('line', (line) => {
            if (line.startsWith('PING ')) stream.write(`PONG ${line.slice(5)}\r\n`);
            const [, from = '', text = ''] = /^:(\w+)\S* PRIVMSG \S+ :(.*)$/.exec(line) ?? [];
            if (text.startsWith('\x01PING ')) stream.write(`NOTICE ${from} :${text}\r\n`);
            else if (text.startsWith('\x01ACTION ')) shown.push(`* ${from} ${text.slice(8, -1)}`);
            else if (text !== '') shown.push(`<${from}> ${text}`);
          });
          return handleOf(stream, shown);
        },
      },
    },
    product: null,
    display: { action: ['* \\{nick} \\{text}'], message: ['<\\{nick}> \\{text}'], window: [] },
    declines: new Set(),
  };
}

async function stepsOf(client: ClientUnderTest): Promise<Map<string, Check['state']>> {
  const { checks } = await examine(client, {
    timeoutMs: 5000,
    host: '127.0.0.1',
    keepHome: false,
    signal: new AbortController().signal,
  });
  return new Map(checks.map(({ step, state }) => [step, state]));
}

test('a client inside this process is tried in every step that it has', async () => {
  const steps = await stepsOf(
    inProcess((stream, lines) => ({
      action: (target, text) => stream.write(`PRIVMSG ${target} :\x01ACTION ${text}\x01\r\n`),
      ping: () => undefined,
      shown: () => lines,
      close: () => stream.destroy(),
    })),
  );
  expect(Object.fromEntries(steps)).toEqual({
    starts: 'ok',
    connects: 'ok',
    registers: 'ok',
    "answers the server's PING": 'ok',
    'takes a JOIN': 'ok',
    'hears a message': 'ok',
    'answers CTCP': 'ok',
    'keeps order': 'ok',
    'answers many at a time': 'ok',
    "its user's action": 'ok',
    "its user's message": 'not-tried',
    "its user's ctcp": 'not-tried',
    "its user's ping": 'failed',
    'shows an ACTION': 'ok',
    'shows a message': 'ok',
    'ends when told': 'ok',
    'leaves nothing behind': 'unknown',
  });
});

test('one that keeps its connection when it is closed does not end', async () => {
  const steps = await stepsOf(inProcess(() => ({ close: () => undefined })));
  expect(steps.get('ends when told')).toBe('failed');
  expect(steps.get('display')).toBe('unknown');
});
