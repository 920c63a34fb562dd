import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../reports/model/report.ts';
import { readReport } from '../reports/read.ts';
import { runCli } from './cli-run.ts';

const REFERENCE = 'node fixtures/reference/client.js {host} {port} {nick}';
const ID = 'context/query-in-a-notice';
const QUERY = /PRIVMSG|NOTICE/;

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-'));
  path = join(directory, 'report', 'report.json');
  const exec = `${REFERENCE} --mutant answers-notice`;
  const end = await runCli(['run', '--exec', exec, '--name', 'my client', '--filter', ID, '--seed', '9'], {
    out: join(directory, 'report'),
  });
  expect(end.code, end.stderr).toBe(1);
}, 60_000);
afterAll(() => rm(directory, { recursive: true }));

/** The report with something else in it. */
async function changed(name: string, change: (report: Report) => void): Promise<string> {
  const report = structuredClone(await readReport(path));
  change(report);
  const file = join(directory, `${name}.json`);
  await writeFile(file, JSON.stringify(report));
  return file;
}

describe('a result is played again', () => {
  test('with the same bytes, the same outcome and the same gate', async () => {
    const end = await runCli(['replay', path, `${ID}#ping`]);
    expect(end.code, end.stderr).toBe(1);
    expect(end.stdout).toMatch(/of my client .*seed 9, stock, modern/);
    expect(end.stdout).toContain('attempt 1  bytes: as recorded (1 line); outcome: answers, as recorded\n');
    expect(end.stdout).toContain('attempt 2  bytes: as recorded (1 line); outcome: answers, as recorded\n');
    expect(end.stdout).not.toContain('#version\n');
    expect(end.stdout).toMatch(/recorded {2}fail \(answers\)\n {2}now {7}fail \(answers\)/);
  }, 60_000);

  test('on another build, where it passes', async () => {
    const end = await runCli(['replay', path, ID, '--exec', REFERENCE]);
    expect(end.code, end.stdout + end.stderr).toBe(0);
    expect(end.stdout).toContain('bytes: as recorded (1 line); outcome: ignores; recorded was answers');
    expect(end.stdout).toMatch(/now {7}pass \(ignores\)\n\nThe gate is met/);
  }, 60_000);

  test('and bytes that differ are said, with the suite that has changed since', async () => {
    const file = await changed('other-bytes', (report) => {
      report.suite.hash = '000000000000';
      for (const one of report.clients[0]?.results[0]?.cases ?? [])
        for (const { transcript } of one.attempts)
          for (const entry of transcript)
            if (QUERY.test(entry.bytes)) entry.bytes = entry.bytes.replace('\\x01PING', '\\x01SING');
    });
    const end = await runCli(['replay', file, `${ID}#ping`, '--exec', REFERENCE]);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).toContain('bytes: NOT those recorded');
    expect(end.stdout).toMatch(/recorded {2}server .*\\x01SING .*\n +sent {6}server .*\\x01PING /);
    expect(end.stdout).toContain('The suite has changed since: it was 000000000000, and is ');
  }, 60_000);
});

describe('bad input is exit code 2, and says what to do', () => {
  test.each<[string, () => Promise<string[]>, RegExp]>([
    [
      'no such id',
      () => Promise.resolve([path, 'context/query-in-notice']),
      /nearest names: context\/query-in-a-notice/,
    ],
    [
      'no such case',
      () => Promise.resolve([path, `${ID}#pin`]),
      /no case 'pin'.*context\/query-in-a-notice#ping/,
    ],
    ['no id', () => Promise.resolve([path]), /Which result of .* is to be played/],
    ['no report', () => Promise.resolve([join(directory, 'nothing.json'), ID]), /there is no such file/],
    [
      'no file of scenarios',
      () => Promise.resolve([join(directory, 'nothing.yaml')]),
      /nothing\.yaml:1:1: .*\(ENOENT\)/,
    ],
    [
      'several clients',
      async () => [
        await changed('two', ({ clients }) =>
          clients.push({ ...(clients[0] as (typeof clients)[0]), name: 'other' }),
        ),
        ID,
      ],
      /several clients.*--name: my client \(stock\), other \(stock\)/,
    ],
    [
      'a client that nobody can start',
      async () => [
        await changed('no-choice', ({ clients: [one] }) => {
          if (one !== undefined) one.choice = { profile: null, profileFile: null, exec: null };
        }),
        ID,
      ],
      /does not say how 'my client' is started.*--exec/,
    ],
    [
      'an id of ours',
      () => Promise.resolve([path, ID, '--save', join(directory, 'x.yaml'), '--as', 'ping/x']),
      /reserved.*mine\/x/,
    ],
    ['a file that is there', () => Promise.resolve([path, ID, '--save', path]), /is there already/],
    [
      'a case that was not played',
      () => Promise.resolve([path, `${ID}#finger`, '--save', join(directory, 'x.yaml')]),
      /was not played when this was recorded \(not-applicable\)/,
    ],
  ])(
    '%s',
    async (_, args, message) => {
      const end = await runCli(['replay', ...(await args())]);
      expect(end.stderr).toMatch(message);
      expect(end.code).toBe(2);
    },
    60_000,
  );
});

test('all cases are saved, each with its own peers and tokens', async () => {
  const file = join(directory, 'new', 'all.yaml');
  const end = await runCli(['replay', path, ID, '--save', file, '--as', 'my-client/notices']);
  expect(end.code, end.stderr).toBe(0);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('# client    my client ctcpspec reference client 1.0, stock\n');
  expect(text).toContain('- id: my-client/notices\n');
  expect(new Set(text.match(/peer: '[^']+'/g))).toHaveProperty('size', 7);
  const red = await runCli(['replay', file, '--exec', `${REFERENCE} --mutant answers-notice`]);
  expect(red.code, red.stderr).toBe(1);
  expect(red.stdout).toMatch(/ {2}fail {12}my-client\/notices: /);
  const green = await runCli(['replay', file]);
  expect(green.code, green.stderr).toBe(0);
  expect(green.stdout).toMatch(/ {2}pass {12}my-client\/notices: /);
}, 60_000);

test('where the suite sends other bytes by now, those that were recorded are written out', async () => {
  const report = await changed('older', ({ clients: [one] }) => {
    for (const each of one?.results[0]?.cases ?? [])
      for (const { transcript } of each.attempts)
        for (const entry of transcript)
          if (QUERY.test(entry.bytes)) entry.bytes = entry.bytes.replace('\\x01PING', '\\x01 PING');
  });
  const file = join(directory, 'older.yaml');
  const whole = await runCli(['replay', report, ID, '--save', file]);
  expect(whole.code).toBe(2);
  expect(whole.stderr).toMatch(
    /other bytes now than were recorded\. Save one case: 'context\/query-in-a-notice#ping'/,
  );
  const end = await runCli(['replay', report, `${ID}#ping`, '--save', file]);
  expect(end.code, end.stderr).toBe(0);
  expect(end.stdout).toContain('bytes     those recorded, written out');
  const [sent] =
    (await readReport(report)).clients[0]?.results[0]?.cases
      .find(({ name }) => name === 'ping')
      ?.attempts[0]?.transcript.filter(({ role }) => role === 'stimulus') ?? [];
  expect(await readFile(file, 'utf8')).toContain(`- send: '${sent?.bytes.replace(/\\r\\n$/, '') ?? ''}'`);
  expect((await runCli(['replay', file])).code).toBe(0);
}, 60_000);

test('generated lines keep their seed', async () => {
  const out = join(directory, 'fuzz');
  const found = await runCli(
    [
      'run',
      '--exec',
      `${REFERENCE} --mutant crashes-on-empty-ctcp`,
      '--filter',
      'robustness/fuzz',
      '--seed',
      '4',
    ],
    { out },
  );
  expect(found.code, found.stderr).toBe(1);
  const file = join(directory, 'fuzz.yaml');
  const end = await runCli(['replay', join(out, 'report.json'), 'robustness/fuzz', '--save', file]);
  expect(end.code, end.stderr).toBe(0);
  expect(await readFile(file, 'utf8')).toMatch(/- fuzz: \d+\n {6}seed: 4\n/);
  const again = await runCli([
    'replay',
    file,
    '--exec',
    `${REFERENCE} --mutant crashes-on-empty-ctcp`,
    '--seed',
    '1',
  ]);
  expect(again.code, again.stderr).toBe(1);
  const line = /(?:sent {6}|^ {16}):.*$/m;
  expect(again.stdout.match(line)?.[0]).toBe(found.stdout.match(line)?.[0]);
}, 120_000);

test('a scenario is begun, valid as it is, and never written over', async () => {
  const file = join(directory, 'begun', 'lost.yaml');
  const end = await runCli(['new', 'scenario', 'mine/lost', '--out', file]);
  expect(end.code, end.stderr).toBe(0);
  expect(end.stdout).toMatch(/run --suite \S+begun --filter mine\/lost\n.*--exec '\.\/myclient/);
  expect((await runCli(['replay', file])).code).toBe(0);
  const red = await runCli(['replay', file, '--exec', `${REFERENCE} --mutant first-word-only`]);
  expect(red.stdout).toMatch(/mine\/lost: /);
  await writeFile(file, 'mine');
  const again = await runCli(['new', 'scenario', 'mine/lost', '--out', file]);
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/is there already/);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect((await runCli(['new', 'scenario', 'Mine/Lost'])).stderr).toMatch(/no id of a scenario/);
}, 60_000);
