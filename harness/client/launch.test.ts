import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { endAllClients } from './launch.ts';
import type { RunningClient } from './running-client.ts';
import { fixtureCommand, isAlive, printed, startFixture } from './testing/start-fixture.ts';

interface Surroundings {
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly uid: number;
}

async function surroundings(client: RunningClient): Promise<Surroundings> {
  onTestFinished(async () => {
    await client.end();
  });
  return JSON.parse((await printed(client, /\{.*\}\n/))[0]) as Surroundings;
}

describe('a start', () => {
  it('gives the client a home, an environment and a folder to work in', async () => {
    const command = fixtureCommand('shows-surroundings.mjs');
    const client = await startFixture(command, { cwd: '{home}', env: { WHERE: '{host}:{port}' } });
    const { env, cwd } = await surroundings(client);
    expect(cwd).toBe(client.home);
    expect(env).toMatchObject({ HOME: client.home, TMPDIR: `${client.home}/tmp`, WHERE: '127.0.0.1:6667' });
    expect(env).not.toHaveProperty('VITEST');
  });

  it("stays in the caller's folder when the spec names none", async () => {
    const { cwd } = await surroundings(await startFixture(fixtureCommand('shows-surroundings.mjs')));
    expect(cwd).toBe(process.cwd());
  });

  it('fills in the command line', async () => {
    const client = await startFixture(fixtureCommand('echo-lines.mjs', '{host}', "'{port} {nick}'", '{x}'));
    onTestFinished(async () => {
      await client.end();
    });
    expect((await printed(client, /ready (.*)/))[1]).toBe('127.0.0.1|6667 alice|{x}');
  });

  it.runIf(process.getuid?.() === 0)(
    'runs as another user, who owns the home, when asked by root',
    async () => {
      const client = await startFixture(
        'sh -c "id -u; ls -ln $0; echo x > {home}/file/new; cat {home}/file/a" {home}',
        {
          cwd: '{home}',
          runAs: { uid: 65534, gid: 65534 },
          files: [{ path: 'file/a', content: Buffer.from('content of a\n') }],
        },
      );
      onTestFinished(async () => {
        await client.end();
      });
      expect(await client.whenExited()).toEqual({ code: 0, signal: null });
      expect(client.outputTail().toString()).toMatch(
        /^65534\n[^]* 65534 +65534 .* file\n[^]*content of a\n$/,
      );
    },
  );

  it.each([
    ['no-such-client-anywhere {host}', {}, 'client-not-found'],
    ['"unclosed', {}, 'bad-command'],
    ['/etc/passwd', {}, 'client-not-executable'],
    ['true', { cwd: '/no/such/folder' }, 'bad-working-directory'],
    ['true', { files: [{ path: '../x', content: Buffer.alloc(0) }] }, 'bad-spec'],
    ['true', { display: { source: 'screen' as const } }, 'bad-spec'],
    ['true', { display: { source: 'file' as const, path: '/etc/*' } }, 'bad-spec'],
    ['true', { user: { through: { kind: 'fifo' as const, path: '/tmp/*' }, commands: {} } }, 'bad-spec'],
    [`true ${'x'.repeat(200_000)}`, {}, 'client-cannot-start'],
  ])('of %.30s with %j fails and leaves no home behind', async (command, more, code) => {
    // A temporary folder of its own, since other tests start clients at the same time.
    const folder = mkdtempSync(join(tmpdir(), 'launch-test-'));
    vi.stubEnv('TMPDIR', folder);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    });
    await expect(startFixture(command, more)).rejects.toMatchObject({ name: 'ClientStartError', code });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([{ kind: 'pipe' as const }, { kind: 'pty' as const, columns: 80, rows: 24 }])(
    'of a missing program fails the same on a $kind',
    async (terminal) => {
      await expect(startFixture('no-such-client-anywhere', { terminal })).rejects.toMatchObject({
        code: 'client-not-found',
      });
    },
  );
});

describe('endAllClients', () => {
  it('ends those that run and those that are just being started', async () => {
    const first = await startFixture(fixtureCommand('echo-lines.mjs'));
    const starting = startFixture(fixtureCommand('echo-lines.mjs'));
    await endAllClients();
    const second = await starting;
    for (const client of [first, second]) {
      expect(client.exit).not.toBeNull();
      expect(await isAlive(client.pid)).toBe(false);
      expect(existsSync(client.home)).toBe(false);
    }
  });
});
