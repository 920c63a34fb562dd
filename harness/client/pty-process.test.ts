import { expect, it, onTestFinished } from 'vitest';
import type { RunningClient } from './running-client.ts';
import type { ClientSpec } from './spec.ts';
import { fixtureCommand, printed, startFixture } from './testing/start-fixture.ts';

async function start(command: string, more: Partial<ClientSpec> = {}): Promise<RunningClient> {
  const client = await startFixture(command, { terminal: { kind: 'pty', columns: 100, rows: 30 }, ...more });
  onTestFinished(async () => {
    await client.end();
  });
  return client;
}

it('gives the client a terminal of the size that was asked for', async () => {
  const client = await start(fixtureCommand('shows-surroundings.mjs'));
  const text = (await printed(client, /\{[^]*\}\r\n/))[0];
  expect(JSON.parse(text)).toMatchObject({
    columns: 100,
    rows: 30,
    env: { TERM: 'xterm-256color', HOME: client.home },
  });
});

it('types, and shows what the client echoes', async () => {
  const client = await start(fixtureCommand('echo-lines.mjs', 'go'), {
    user: { through: { kind: 'input' }, commands: { raw: '{text}' } },
    display: { source: 'screen' },
  });
  await printed(client, /ready go/);
  await client.act('raw', { text: 'hello' });
  await printed(client, /read hello/);
  expect(await client.displayLines()).toEqual(['ready go', 'hello', 'read hello']);
  expect((await client.screenshot())?.length).toBe(30);
  await client.act('raw', { text: 'quit' });
  expect(await client.whenExited()).toEqual({ code: 7, signal: null });
  await expect(client.act('raw', { text: 'late' })).rejects.toMatchObject({ code: 'client-exited' });
});

it('tells a death by a signal', async () => {
  expect(await (await start('sh -c "kill -SEGV $$"')).whenExited()).toEqual({
    code: null,
    signal: 'SIGSEGV',
  });
});

it('loses no last words, in five runs of five', async () => {
  for (let run = 0; run < 5; run++) {
    const client = await start(fixtureCommand('prints-much.mjs', '100000', '"last words"'), {
      display: { source: 'screen' },
    });
    await client.whenExited();
    // Each line feed becomes CR LF on a terminal.
    expect(client.outputBytes).toBe(101_010);
    expect((await client.displayLines())?.at(-1)).toBe('last words');
  }
});

it('ends a client that ignores the end of its terminal', async () => {
  const client = await startFixture(
    fixtureCommand('ignores-sigterm.mjs'),
    {
      terminal: { kind: 'pty', columns: 80, rows: 24 },
    },
    { graceMs: 20 },
  );
  await printed(client, /ready/);
  expect(await client.end()).toMatchObject({ exit: { code: null, signal: 'SIGKILL' }, killed: true });
});
