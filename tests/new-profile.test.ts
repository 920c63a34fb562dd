import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ProfileData } from '../harness/run/profile/schema.ts';
import { runCli, type CliEnd } from './cli-run.ts';
import { root } from './fixture-run.ts';
import { isInstalled } from './is-installed.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-profile-'));
});
afterAll(() => rm(folder, { recursive: true }));

const reference = 'node fixtures/reference/client.js {host} {port} {nick}';
const fileOf = (name: string): string => join(folder, name, 'profile.yaml');

function newProfile(name: string, exec: string, timeout = 15_000): Promise<CliEnd> {
  return runCli(['new', 'profile', name, '--exec', exec, '--out', folder, '--timeout', String(timeout)]);
}

async function written(name: string): Promise<{ profile: ProfileData; lines: number; text: string }> {
  const text = await readFile(fileOf(name), 'utf8');
  return { profile: parse(text) as ProfileData, lines: text.split('\n').length, text };
}

/** The patterns and commands hold, says the doctor, on a client that was started anew. */
async function expectHealthy(name: string): Promise<void> {
  const end = await runCli(['doctor', '--profile', fileOf(name)]);
  expect(end.code, end.stdout + end.stderr).toBe(0);
  expect(end.stdout).toMatch(/^ {2}ok +its user's action /m);
  expect(end.stdout).toMatch(/^ {2}ok +shows an ACTION /m);
}

test('of the reference client it finds out everything', async () => {
  const end = await newProfile('quill', reference);
  expect(end.code, end.stdout + end.stderr).toBe(0);
  expect(end.left).toEqual([]);
  const { profile, lines } = await written('quill');
  expect(lines).toBeLessThan(30);
  const builtIn = parse(
    await readFile(join(root, 'fixtures/clients/reference/profile.yaml'), 'utf8'),
  ) as ProfileData;
  // The built-in profile writes JSON, for texts that no keyboard can type; what is found out is what a user types.
  expect(profile.user).toEqual({
    through: 'input',
    commands: {
      action: '/action {target} {text}',
      message: '/msg {target} {text}',
      ctcp: '/ctcp {target} {command} {args}',
      ping: '/ping {target}',
    },
  });
  // How windows are told apart is for a person to say.
  expect({ ...profile.display, window: builtIn.display?.window }).toEqual(builtIn.display);
  expect(profile.quit).toEqual(builtIn.quit);
  await expectHealthy('quill');
});

test('one that comes up on a terminal only gets one', async () => {
  const program = join(folder, 'on-terminal.mjs');
  await writeFile(
    program,
    `if (!process.stdin.isTTY) process.exit(1);
await import('${root}fixtures/reference/client.js');
`,
  );
  const end = await newProfile('terminal', `node ${program} {host} {port} {nick}`);
  expect(end.code, end.stdout + end.stderr).toBe(0);
  const { profile } = await written('terminal');
  expect(profile.terminal).toEqual({ columns: 160, rows: 50 });
  expect(profile.display?.source).toBe('screen');
  await expectHealthy('terminal');
});

test('one with little: what was not found out stands there as comments', async () => {
  const program = join(folder, 'little.mjs');
  await writeFile(
    program,
    `import { createInterface } from 'node:readline';
import { startClient } from '${root}fixtures/hostile/connection.mjs';
const client = startClient({ answers: true });
createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line.startsWith('/me ')) client.send('PRIVMSG #ctcpspec :\\x01ACTION ' + line.slice(4) + '\\x01');
  })
  .on('close', () => process.exit(0));
`,
  );
  const end = await newProfile('little', `node ${program} {host} {port} {nick}`);
  expect(end.code, end.stdout + end.stderr).toBe(0);
  expect(end.stdout).toMatch(/^types +action\nshows +nothing was found\nends by +the end of its input$/m);
  const { profile, text } = await written('little');
  expect(Object.keys(profile.user?.commands ?? {})).toEqual(['action']);
  expect([profile.user?.commands.action].flat().at(-1)).toBe('/me {text}');
  expect(profile.display).toBeUndefined();
  expect(profile.quit).toEqual({ closeInput: true });
  expect(text).toMatch(/^ {4}# ping: /m);
  expect(text).toMatch(/^# display:$/m);
  expect(text).toMatch(/^# declines: \[TIME, CLIENTINFO\]$/m);
  const doctor = await runCli(['doctor', '--profile', fileOf('little')]);
  expect(doctor.code, doctor.stdout).toBe(0);
  // Nothing tells that a client will not do any more what was typed: each form that it does not know takes its time.
}, 180_000);

describe('nothing is written', () => {
  test('for a client that cannot be tested', async () => {
    const end = await newProfile(
      'never',
      'node fixtures/hostile/never-connects.mjs {host} {port} {nick}',
      1500,
    );
    expect(end.code).toBe(3);
    expect(end.stdout).toMatch(/^FAILED +connects: never-connects\n +The client did not connect/);
    expect(existsSync(fileOf('never'))).toBe(false);
  });

  test('for one that there is not', async () => {
    const end = await newProfile('none', './there-is-none {host}');
    expect(end.code).toBe(3);
    expect(end.stdout).toMatch(/^FAILED +starts: client-not-found\n/);
  });

  test.each(['../up', 'Upper', 'a b', ''])('under the name %j', async (name) => {
    const end = await newProfile(name, reference);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('is no name for a profile');
  });

  test('over a file that is there', async () => {
    const name = 'taken';
    expect((await newProfile(name, reference)).code).toBe(0);
    await writeFile(fileOf(name), 'mine');
    const end = await newProfile(name, reference);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('is there already');
    expect(await readFile(fileOf(name), 'utf8')).toBe('mine');
  });

  test('without a command line', async () => {
    const end = await runCli(['new', 'profile', 'x', '--out', folder]);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain("required option '--exec <cmd>' not specified");
  });
});

const required = process.env['CTCPSPEC_REQUIRE_REAL'] === '1';

describe('real clients', () => {
  for (const [program, message] of [
    ['epic5', '<\\{nick}> \\{text}'],
    ['ircII', '(\\{nick}/\\{any}) \\{text}'],
  ] as const) {
    const skipped = !required && !isInstalled(program);
    test.skipIf(skipped)(`${program}${skipped ? ' (is not installed: skipped)' : ''}`, async () => {
      const name = program.toLowerCase();
      const end = await newProfile(name, `${program} -d {nick} {host}:{port}`, 20_000);
      expect(end.code, end.stdout + end.stderr).toBe(0);
      const { profile, lines } = await written(name);
      expect(lines).toBeLessThan(30);
      expect(profile.user?.commands).toEqual({
        action: '/describe {target} {text}',
        message: '/msg {target} {text}',
        ctcp: '/ctcp {target} {command} {args}',
        ping: '/ping {target}',
      });
      expect(profile.display).toEqual({ source: 'output', action: '* \\{nick} \\{text}', message });
      expect(profile.quit).toEqual({ commands: '/quit' });
      await expectHealthy(name);
    });
  }
});
