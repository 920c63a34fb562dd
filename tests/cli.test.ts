import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './cli-run.ts';

const reference = 'node fixtures/reference/client.js {host} {port} {nick}';

describe('wrong usage is exit code 2, and says what to do', () => {
  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['rnu'], /unknown command 'rnu'[\s\S]*run/i],
    ['an unknown option', ['run', '--exce', 'x'], /--exce[\s\S]*--exec/],
    [
      'a filter that matches nothing',
      ['run', '--filter', 'ping/tiem-pair'],
      /matches nothing[\s\S]*ping\/time-pair/,
    ],
    [
      'an area that does not exist',
      ['run', '--area', 'framin'],
      /--area 'framin' matches nothing[\s\S]*framing/,
    ],
    ['a level that does not exist', ['run', '--level', 'MUTS'], /--level 'MUTS' matches nothing[\s\S]*MUST/],
    ['a profile that does not exist', ['run', 'irsi'], /no profile 'irsi'[\s\S]*'irssi'/],
    ['two ways to name the profile', ['run', 'irssi', '--profile', 'x'], /Use one of them/],
    ['one command for two clients', ['run', 'irssi', 'weechat', '--exec', 'x'], /fits one client only/],
    [
      'a profile file that is not there',
      ['run', '--profile', '/nowhere/p.yaml'],
      /cannot be read \(ENOENT\)/,
    ],
    ['a suite folder that is not there', ['run', '--suite', '/nowhere'], /cannot be read \(ENOENT\)/],
    ['a number that is none', ['run', '--seed', 'x'], /whole number/],
    ['a format that does not exist', ['run', '--format', 'htm'], /no format 'htm'[\s\S]*html/],
    ['a gate that does not exist', ['run', '--gate', 'may'], /must, should/],
  ])('%s', async (_, args, message) => {
    const end = await runCli(args);
    expect(end.stderr).toMatch(message);
    expect(end.code).toBe(2);
    expect(end.report).toBeNull();
  });
});

describe('a suite folder of one’s own', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'own-suite-'));
    await mkdir(join(directory, 'mine'));
  });

  afterAll(() => rm(directory, { recursive: true }));

  const scenario = (send: string): string => `- id: mine/greeting
  title: A greeting is not answered with CTCP
  requirements: [CTX-03]
  why: It would be odd.
  steps:
    - send: ${send}
  outcomes:
    ignores: { class: conforms, when: { silent: true }, says: stays silent }
    answers: { class: violates, when: { sends: { verb: 'NOTICE' } }, says: answers }
`;

  test('is played beside the built-in one and counted apart', async () => {
    await writeFile(
      join(directory, 'mine', 'greeting.yaml'),
      scenario("':\\{peer} PRIVMSG \\{nick} :hello \\{token}'"),
    );
    const end = await runCli(['run', '--suite', directory, '--filter', 'mine/*']);
    expect(end.code, end.stderr).toBe(0);
    expect(end.report?.clients[0]?.results).toMatchObject([
      { id: 'mine/greeting', verdict: 'pass', suite: directory },
    ]);
  });

  test('256 failures are exit code 1: the code is no count, and no byte overflows', async () => {
    const one = scenario("':\\{peer} PRIVMSG \\{nick} :\\x01PING \\{token}\\x01'");
    const many = Array.from({ length: 256 }, (_, index) =>
      one.replace('mine/greeting', `mine/ping-${index}`),
    );
    await writeFile(join(directory, 'mine', 'greeting.yaml'), many.join(''));
    const end = await runCli(['run', '--suite', directory, '--filter', 'mine/*']);
    expect(end.report?.clients[0]?.gate.complaints).toHaveLength(256);
    expect(end.code).toBe(1);
  }, 240_000);

  test('with a mistake in it is exit code 2 with file, line, column and mend', async () => {
    await writeFile(
      join(directory, 'mine', 'greeting.yaml'),
      scenario("':\\{peer} PRIVMSG \\{nick} :hello \\q'"),
    );
    const end = await runCli(['run', '--suite', directory]);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/greeting\.yaml:6:\d+: .*escape.*\. .*notation/i);
  });
});

test('a file in the place of the folder for reports is noticed before anything is played', async () => {
  const end = await runCli(['run'], { out: 'package.json' });
  expect(end.code).toBe(2);
  expect(end.stderr).toMatch(/'package.json' is a file.*--out/);
});

describe('the gate', () => {
  test('is met by a client that does everything right', async () => {
    // By its profile: its users run it with a limit, which the floods need and the rest does without.
    const end = await runCli(['run']);
    expect(end.code, end.stdout).toBe(0);
    expect(end.report?.run.complete).toBe(true);
    expect(end.report?.clients[0]?.totals).toMatchObject({
      fail: 0,
      warn: 0,
      inconclusive: 0,
      'harness-error': 0,
    });
  });

  test('is not met by one that breaks a MUST; the block says which, why and how to see it again', async () => {
    const end = await runCli(['run', '--exec', `${reference} --mutant answers-notice`, '--area', 'context']);
    expect(end.code).toBe(1);
    const failed = end.report?.clients[0]?.results.find(({ verdict }) => verdict === 'fail');
    expect(failed).toMatchObject({
      id: 'context/query-in-a-notice',
      outcome: 'answers',
      flaky: false,
      seen: { times: 2, of: 2 },
    });
    expect(failed?.attempts.at(-1)?.fresh).toBe(true);
    expect(end.stdout).toContain('FAIL  context/query-in-a-notice');
    expect(end.stdout).toContain('rfc-editor.org');
    expect(end.stdout).toContain('--filter context/query-in-a-notice --seed 1');
  });

  test('a build of one’s own is run with a profile’s user and display', async () => {
    const end = await runCli([
      'run',
      'reference',
      '--exec',
      `${reference} --mutant loses-closing-on-send`,
      '--area',
      'sending',
      '--gate',
      'should',
    ]);
    expect(end.code).toBe(1);
    expect(end.report?.clients[0]?.results.find(({ id }) => id === 'sending/action')).toMatchObject({
      verdict: 'warn',
      outcome: 'no-closing-delimiter',
    });
    expect(end.stdout).toMatch(/again +npx ctcpspec run reference --exec/);
  });

  test('a broken SHOULD fails it only with --gate should', async () => {
    const mutant = ['run', '--exec', `${reference} --mutant needs-closing-delimiter`, '--area', 'framing'];
    expect((await runCli(mutant)).code).toBe(0);
    expect((await runCli([...mutant, '--gate', 'should'])).code).toBe(1);
  });

  test('the standard grades', async () => {
    const mutant = [
      'run',
      '--exec',
      `${reference} --mutant needs-closing-delimiter`,
      '--filter',
      'framing/missing-closing-delimiter',
    ];
    expect((await runCli(mutant)).report?.clients[0]?.results).toMatchObject([{ verdict: 'warn' }]);
    expect((await runCli([...mutant, '--standard', 'classic'])).report?.clients[0]?.results).toMatchObject([
      { grades: { modern: 'warn', classic: 'pass' }, verdict: 'pass' },
    ]);
  });
});

test('the same seed plays the same bytes', async () => {
  const stimuli = async (): Promise<string[]> => {
    const end = await runCli(['run', '--area', 'ping', '--seed', '7']);
    return (end.report?.clients[0]?.results ?? []).flatMap(({ transcript }) =>
      transcript
        .filter(({ role }) => role === 'stimulus')
        // A reply to its own PING brings the client's own time back.
        .map(({ bytes }) => bytes.replace(/PING \d{13}/, 'PING TIME')),
    );
  };
  const first = await stimuli();
  expect(first.length).toBeGreaterThan(5);
  expect(await stimuli()).toEqual(first);
});

test('doctor says how far a client gets', async () => {
  const fine = await runCli(['doctor', '--exec', reference]);
  expect(fine.code, fine.stdout).toBe(0);
  expect(fine.stdout).toMatch(/ok +answers CTCP/);
  const mute = await runCli([
    'doctor',
    '--exec',
    'node fixtures/hostile/says-nothing.mjs {host} {port} {nick}',
    '--timeout',
    '1500',
  ]);
  expect(mute.code).toBe(3);
  expect(mute.stdout).toMatch(/FAILED +register/);
});
