import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { removeHome } from './home.ts';
import type { LaunchOptions } from './launch.ts';
import type { RunningClient } from './running-client.ts';
import type { ClientSpec } from './spec.ts';
import { fixtureCommand, isAlive, printed, startFixture } from './testing/start-fixture.ts';

async function start(
  command: string,
  more?: Partial<ClientSpec>,
  options?: LaunchOptions,
): Promise<RunningClient> {
  const client = await startFixture(command, more, options);
  onTestFinished(async () => {
    await client.end();
  });
  return client;
}

/** What is left after all garbage is collected, in bytes. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const typed = {
  through: { kind: 'input' },
  commands: { raw: '{text}', message: ['/to {target}', '{text}'] },
} as const;

describe('the exit', () => {
  it.each([
    ['sh -c "exit 3"', { code: 3, signal: null }],
    ['sh -c "kill -SEGV $$"', { code: null, signal: 'SIGSEGV' }],
  ])('of %s is told', async (command, exit) => {
    const client = await start(command);
    expect(await client.whenExited()).toEqual(exit);
    expect(client.exit).toEqual(exit);
  });

  it('comes after the last words', async () => {
    const client = await start(fixtureCommand('prints-much.mjs', '50000', '"last words"'));
    await client.whenExited();
    expect(client.outputTail().toString()).toMatch(/last words$/);
    expect(client.outputBytes).toBe(50_010);
  });

  it('is told although a daemon of the client holds its output open', async () => {
    const client = await start(fixtureCommand('leaves-daemon.mjs', 'exit'));
    expect(await client.whenExited()).toEqual({ code: 3, signal: null });
  });
});

describe('the input', () => {
  it('stays open and takes lines', async () => {
    const client = await start(fixtureCommand('echo-lines.mjs'), { user: typed });
    await printed(client, /ready/);
    expect([client.can('raw'), client.can('action')]).toEqual([true, false]);
    await client.act('raw', { text: 'hello' });
    await printed(client, /read hello\n/);
    await client.act('message', { target: 'bob', text: 'hi there' });
    await printed(client, /read \/to bob\nread hi there\n/);
    expect(client.exit).toBeNull();
  });

  it('refuses what the spec does not know, and what would be two lines', async () => {
    const client = await start(fixtureCommand('echo-lines.mjs'), { user: typed });
    await expect(client.act('ctcp', { target: 'bob' })).rejects.toMatchObject({ code: 'no-such-action' });
    await expect(client.act('raw', { text: 'a\nquit' })).rejects.toMatchObject({
      code: 'line-break-in-value',
    });
  });

  it('is refused after the end', async () => {
    const client = await start('true', { user: typed });
    await client.whenExited();
    await expect(client.act('raw', { text: 'x' })).rejects.toMatchObject({ code: 'client-exited' });
  });
});

describe('the output', () => {
  it('of 100 MB is drained and counted, and not kept', async () => {
    const before = memoryInUse();
    const client = await start(fixtureCommand('prints-much.mjs', '100000000', 'end'), {
      display: { source: 'output' },
    });
    expect(await client.whenExited()).toEqual({ code: 0, signal: null });
    expect(client.outputBytes).toBe(100_000_003);
    expect(client.outputTail().length).toBe(64 * 1024);
    expect(client.displayIsComplete).toBe(false);
    expect((await client.displayLines())?.at(-1)).toBe('end');
    // The bounds are 64 KiB of bytes and 8 MiB of text.
    expect(memoryInUse() - before).toBeLessThan(40_000_000);
  });

  it('is the display when the spec says so, without what goes to standard error', async () => {
    const client = await start('sh -c "printf \'\\033[1mone\\033[0m\\ntwo\\n\'; echo err >&2"', {
      display: { source: 'output' },
    });
    await client.whenExited();
    expect(client.hasDisplay).toBe(true);
    expect(await client.displayLines()).toEqual(['one', 'two']);
    expect(client.outputTail().toString()).toContain('err');
    expect(client.printedSince(client.outputBytes - 4).toString()).toHaveLength(4);
    expect(client.printedSince(client.outputBytes).toString()).toBe('');
    expect([client.printed(), client.takesControls]).toEqual([client.outputBytes, true]);
  });

  it('is no display when the spec names none', async () => {
    const client = await start('echo one');
    await client.whenExited();
    expect([client.hasDisplay, await client.displayLines(), await client.screenshot()]).toEqual([
      false,
      null,
      null,
    ]);
    expect(client.printed()).toBeNull();
  });

  it('says nothing of a terminal in a mode for pipes', async () => {
    const client = await start('echo one', { display: { source: 'output', forPipes: true } });
    await client.whenExited();
    expect([await client.displayLines(), client.printed()]).toEqual([['one'], null]);
  });
});

describe('quit', () => {
  it('closes the input by default', async () => {
    const client = await start(fixtureCommand('echo-lines.mjs'));
    await printed(client, /ready/);
    expect(await client.quit()).toEqual({ code: 0, signal: null });
  });

  it('types what the spec says', async () => {
    const client = await start(fixtureCommand('echo-lines.mjs'), { quit: { commands: 'quit' } });
    await printed(client, /ready/);
    expect(await client.quit()).toEqual({ code: 7, signal: null });
  });

  it('goes on to the next way, and says when none works', async () => {
    const client = await start(fixtureCommand('ignores-sigterm.mjs'), {
      quit: { closeInput: true, signal: 'SIGTERM' },
    });
    await printed(client, /ready/);
    expect(await client.quit(50)).toBeNull();
    const other = await start(fixtureCommand('ignores-sigterm.mjs'), {
      quit: { closeInput: true, signal: 'SIGKILL' },
    });
    // The first way takes that long; of the second one, a busy machine may tell a little later.
    expect(await other.quit(1000)).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('end', () => {
  it('ends the client and removes its home, once', async () => {
    const client = await start(fixtureCommand('echo-lines.mjs'));
    await printed(client, /ready/);
    const ends = await Promise.all([client.end(), client.end()]);
    const report = {
      exit: { code: null, signal: 'SIGTERM' },
      survivors: 0,
      killed: false,
      homeRemoved: true,
    };
    expect(ends).toEqual([report, report]);
    expect(existsSync(client.home)).toBe(false);
  });

  it('keeps the home when asked', async () => {
    const client = await startFixture('true', {}, { keepHome: true });
    expect(await client.end()).toMatchObject({ homeRemoved: false });
    expect(existsSync(client.home)).toBe(true);
    await removeHome(client.home);
  });

  it('kills a client that ignores SIGTERM, and says so', async () => {
    const client = await start(fixtureCommand('ignores-sigterm.mjs'), {}, { graceMs: 20 });
    await printed(client, /ready/);
    expect(await client.end()).toMatchObject({
      exit: { code: null, signal: 'SIGKILL' },
      survivors: 0,
      killed: true,
    });
    expect(await isAlive(client.pid)).toBe(false);
  });

  it('kills children in the group that outlive the client', async () => {
    const client = await start(
      `sh -c '${fixtureCommand('ignores-sigterm.mjs').replaceAll("'", '')} & echo child $!; wait'`,
      {},
      { graceMs: 20 },
    );
    const pid = Number((await printed(client, /child (\d+)/))[1]);
    await printed(client, /ready/);
    expect(await client.end()).toMatchObject({ survivors: 1, killed: false });
    expect(await isAlive(pid)).toBe(false);
  });

  it('kills a child with an environment of its own that the client left behind in its group', async () => {
    const sleeper = fixtureCommand('ignores-sigterm.mjs').replaceAll("'", '');
    const client = await start(`sh -c 'env -i ${sleeper} & echo child $!'`, {}, { graceMs: 20 });
    const pid = Number((await printed(client, /child (\d+)/))[1]);
    // The shell may be gone by then.
    await printed(client, /ready/, { alsoLater: true });
    expect(await client.whenExited()).toEqual({ code: 0, signal: null });
    expect(await client.end()).toMatchObject({ survivors: 1, killed: false });
    expect(await isAlive(pid)).toBe(false);
  });

  it.runIf(process.platform === 'linux').each([[''], ['exit']])(
    'finds a daemon in a session of its own whose parent is gone (client: %s)',
    async (then) => {
      const client = await start(fixtureCommand('leaves-daemon.mjs', then), {}, { graceMs: 20 });
      const daemon = Number((await printed(client, /daemon (\d+)/))[1]);
      await (then === 'exit' ? client.whenExited() : printed(client, /ready/));
      expect(await isAlive(daemon)).toBe(true);
      expect(await client.end()).toMatchObject({ survivors: 1, killed: false });
      expect(await isAlive(daemon)).toBe(false);
    },
  );
});

describe('a FIFO and a log file', () => {
  const spec: Partial<ClientSpec> = {
    user: { through: { kind: 'fifo', path: '{home}/**/fifo_*' }, commands: { action: '/me {text}' } },
    display: { source: 'file', path: '{home}/log/**/*.log' },
  };

  it('carry user actions and what the client shows, though the FIFO comes only after the start', async () => {
    const client = await start(fixtureCommand('answers-fifo.sh'), spec);
    await client.act('action', { text: 'wäves' });
    await printed(client, /got \/me wäves/);
    expect(await client.displayLines()).toEqual(['fifo: /me wäves']);
  });

  it('fail when the client ends', async () => {
    const client = await start('sleep 100', spec);
    const acted = expect(client.act('action', { text: 'x' })).rejects.toMatchObject({
      code: 'client-exited',
    });
    await client.end();
    await acted;
  });
});
