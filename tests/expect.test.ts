import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli, type CliEnd } from './cli-run.ts';

const CLIENT = 'node fixtures/reference/client.js {host} {port} {nick}';
/** Answers a query in a NOTICE: `context/query-in-a-notice` and others fail. */
const BROKEN = `${CLIENT} --mutant answers-notice`;

let directory = '';
let file = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'expect-'));
  file = join(directory, 'ctcp-expect.yaml');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A desk, or a pipeline: whatever the tests themselves run in. */
function run(client: string, args: readonly string[], env: Record<string, string> = {}): Promise<CliEnd> {
  return runCli(['run', '--exec', client, '--name', 'mine', '--area', 'context', ...args], {
    env: { CI: '', ...env },
  });
}

describe('from a red gate to a green one and back', () => {
  test('each step says which line to change', async () => {
    const red = await run(BROKEN, []);
    expect(red.code).toBe(1);
    expect(red.stdout).toMatch(/gate not met: [0-9]+ reasons?/);
    expect(red.stdout).toMatch(/gate with\s+--expect FILE/);

    const written = await run(BROKEN, ['--expect', file, '--update-expect', '--reason', 'bug 12']);
    expect(written.code).toBe(0);
    expect(written.stdout).toMatch(/was written\. Give each new entry its reason/);
    const entries = await readFile(file, 'utf8');
    expect(entries).toMatch(/^ {2}- id: context\//m);
    expect(entries).toMatch(/reason: bug 12/);

    const green = await run(BROKEN, ['--expect', file]);
    expect(green.code).toBe(0);
    expect(green.stdout).toMatch(/gate met, [0-9]+ scenarios? as expected by/);
    expect(green.report?.clients[0]?.gate).toMatchObject({ met: true, complaints: [] });

    const mended = await run(CLIENT, ['--expect', file]);
    expect(mended.code).toBe(1);
    expect(mended.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /ctcp-expect\.yaml:[0-9]+: context\/\S+ passes now, and is expected to come to '\S+'\. Take the entry out/,
    );

    const cleared = await run(CLIENT, ['--expect', file, '--update-expect']);
    expect(cleared.code).toBe(0);
    expect(await readFile(file, 'utf8')).not.toContain('context/');
    expect((await run(CLIENT, ['--expect', file])).code).toBe(0);
  }, 240_000);
});

test('in a pipeline nothing is written unless it is told to', async () => {
  const refused = await run(BROKEN, ['--expect', file, '--update-expect'], { CI: 'true' });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/CI is set[\s\S]*--even-in-ci/);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  const told = await run(BROKEN, ['--expect', file, '--update-expect', '--even-in-ci'], { CI: 'true' });
  expect(told.code).toBe(0);
  expect(await readFile(file, 'utf8')).toContain('known:');
}, 120_000);

test('an entry that matches nothing, one that has expired', async () => {
  await writeFile(
    file,
    `known:
  - { id: context/notice-is-answred, reason: gone }
  - { id: 'context/*', outcome: answers, reason: old, until: 2020-01-01 }
`,
  );
  const { code, report } = await run(CLIENT, ['--expect', file]);
  expect(code).toBe(1);
  expect(report?.clients[0]?.gate.complaints.map(({ code: one, line }) => [one, line])).toEqual([
    ['matches-nothing', 2],
    ['expired', 3],
  ]);
}, 60_000);

test.each([
  ['a fault in the file', 'known:\n  - { id: x }\n', /ctcp-expect\.yaml:2:5: the key 'reason' is missing/],
  ['no such file', null, /ctcp-expect\.yaml:1:1: this file of expectations cannot be read/],
])('%s: nothing is started', async (_, text, says) => {
  if (text !== null) await writeFile(file, text);
  const end = await run('no-such-client-anywhere', ['--expect', file]);
  expect(end.stderr).toMatch(says);
  expect(end.code).toBe(2);
  expect(end.report).toBeNull();
});

test('one file for two clients, or none to write', async () => {
  const two = await runCli(['run', 'irssi', 'weechat', '--expect', file]);
  expect(two).toMatchObject({ code: 2, report: null });
  expect(two.stderr).toMatch(/--expect fits one client only/);
  const none = await runCli(['run', '--update-expect']);
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/--update-expect was given without --expect/);
});

test('a client that could not be judged leaves the file as it is', async () => {
  const before = 'known:\n  - { id: context/notice-is-never-answered, reason: r }\n';
  await writeFile(file, before);
  const end = await run('node fixtures/hostile/exits-at-once.mjs', ['--expect', file, '--update-expect']);
  expect(end.code).toBe(3);
  expect(await readFile(file, 'utf8')).toBe(before);
}, 60_000);
