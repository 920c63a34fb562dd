import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './cli-run.ts';

const REFERENCE = 'node fixtures/reference/client.js {host} {port} {nick}';
const TELLS_LOGIN = `${REFERENCE} --mutant finger-tells-login-name`;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'environment-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('a client is started in the environment that a scenario names', () => {
  test('each time that it is played, and again by replay', async () => {
    const out = join(directory, 'report');
    const played = await runCli(['run', '--exec', TELLS_LOGIN, '--filter', 'userinfo/finger-is-private'], {
      out,
    });
    const [result] = played.report?.clients[0]?.results ?? [];
    expect(result).toMatchObject({ verdict: 'warn', outcome: 'tells-the-login-name' });
    expect(result?.attempts.map(({ outcome }) => outcome)).toEqual([
      'tells-the-login-name',
      'tells-the-login-name',
    ]);
    const replayed = await runCli(['replay', join(out, 'report.json'), 'userinfo/finger-is-private']);
    expect(replayed.stdout).toMatch(/now {7}warn \(tells-the-login-name\)/);
  }, 60_000);

  test('and in no other one where the scenario names none', async () => {
    const played = await runCli([
      'run',
      '--exec',
      TELLS_LOGIN,
      '--filter',
      'userinfo/{account,finger-is-private}',
    ]);
    const outcomes = played.report?.clients[0]?.results.flatMap(({ cases, id }) =>
      cases.map(({ name, outcome }) => `${id} ${name} ${outcome ?? ''}`),
    );
    expect(outcomes).toContain('userinfo/account finger tells-the-account');
  }, 60_000);
});

describe('a locale that is not installed', () => {
  const scenario = (locale: string): string => `- id: mine/locale
  title: What is done in another locale
  requirements: [TIM-07]
  why: It matters.
  needs: { answers: [TIME] }
  environment: { LC_ALL: '${locale}' }
  steps:
    - send: ':\\{peer} PRIVMSG \\{nick} :\\x01TIME\\x01'
  outcomes:
    colon: { class: observed, when: { reply: '\\x01TIME :\\{any}' }, says: sends a colon }
    other: { class: conforms, when: { sends: { verb: 'NOTICE' } }, says: sends something else }
`;
  const play = async (locale: string, exec: string, ...more: string[]) => {
    const suite = join(directory, locale);
    await mkdir(suite, { recursive: true });
    await writeFile(join(suite, 'locale.yaml'), scenario(locale));
    const end = await runCli(['run', '--suite', suite, '--filter', 'mine/locale', '--exec', exec, ...more]);
    return end.report?.clients[0]?.results[0];
  };

  test('makes what is right say nothing', async () => {
    const result = await play('xx_XX.UTF-8', REFERENCE);
    expect(result).toMatchObject({ verdict: 'not-applicable', notApplicable: 'no-environment' });
    expect(result?.reason).toContain('the locale xx_XX.UTF-8 is not installed');
  }, 60_000);

  test('and is no excuse for what is not', async () => {
    expect(await play('xx_XX.UTF-8', `${REFERENCE} --mutant time-has-colon`)).toMatchObject({
      outcome: 'colon',
    });
  }, 60_000);

  test('and does not matter to a client that brings its own', async () => {
    const profile = ['--profile', 'fixtures/clients/reference/profile.yaml'];
    expect(await play('xx_XX.UTF-8', REFERENCE, ...profile)).toMatchObject({ verdict: 'pass' });
  }, 60_000);

  test('while one that is installed is judged', async () => {
    expect(await play('C', REFERENCE)).toMatchObject({ verdict: 'pass' });
  }, 60_000);
});
