import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readReport } from '../reports/read.ts';
import { processesWith, startCli, type CliCall } from './cli-run.ts';
import { root } from './fixture-run.ts';

// Guards against a hang only: each test plays several times.
vi.setConfig({ testTimeout: 180_000 });

let directory: string;
let file: string;

/** A client in one file: the reference client, or a mutant of it. */
async function writeClient(mutant: string | null): Promise<void> {
  const program = pathToFileURL(join(root, 'fixtures/reference/client.js')).href;
  const more = mutant === null ? '' : `process.argv.push('--mutant', '${mutant}');\n`;
  await writeFile(file, `${more}process.argv[1] = ${JSON.stringify(file)};\nawait import('${program}');\n`);
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ctcpspec-watch-'));
  file = join(directory, 'client.mjs');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const out = (): string => join(directory, 'report');
const watchTime = (args: readonly string[] = [], stdinOpen = false): Promise<CliCall> =>
  startCli(
    [
      'run',
      '--exec',
      `node ${file} {host} {port} {nick}`,
      '--name',
      'c',
      '--area',
      'time',
      '--watch',
      ...args,
    ],
    { out: out(), stdinOpen },
  );
/** The output up to and with the n-th time that it waits for a change. */
const waits = (n: number): RegExp => new RegExp(`(?:watching [^\\n]*; Ctrl-C ends[\\s\\S]*){${n}}`);

async function interrupted(call: CliCall): Promise<string> {
  call.process.kill('SIGINT');
  const end = await call.ended;
  expect(end.code, end.stderr).toBe(130);
  expect(end.left).toEqual([]);
  expect(await processesWith(file)).toEqual([]);
  return end.stdout;
}

test('plays again what failed when the client is edited, and everything once nothing fails', async () => {
  await writeClient('time-is-wrong');
  const call = await watchTime();
  await call.waitFor(waits(1));
  const first = await readReport(join(out(), 'report.json'));
  const failed =
    first.clients[0]?.results
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .map(({ id }) => id) ?? [];
  expect(failed.length).toBeGreaterThan(0);

  await writeClient(null);
  await call.waitFor(waits(2));
  const second = await readReport(join(out(), 'last-failed', 'report.json'));
  expect(second.clients[0]?.results.map(({ id, verdict }) => [id, verdict])).toEqual(
    failed.map((id) => [id, 'pass']),
  );
  expect((await readReport(join(out(), 'report.json'))).run.startedAt).toBe(first.run.startedAt);

  // A file beside it is part of the client too.
  await writeFile(join(directory, 'settings.json'), '{}');
  await call.waitFor(waits(3));
  const third = await readReport(join(out(), 'report.json'));
  expect(third.run.startedAt).not.toBe(first.run.startedAt);
  const { pass = 0, 'not-applicable': without = 0 } = third.clients[0]?.totals ?? {};
  expect(pass).toBeGreaterThan(failed.length);
  // What takes a locale that this machine may not have.
  expect(pass + without).toBe(third.clients[0]?.results.length);

  const text = await interrupted(call);
  expect(text).toMatch(/changed: \S+client\.mjs\n/);
  expect(text).toMatch(/changed: \S+settings\.json\n/);
});

test('a path that is named is watched with all below it; a client that does not start is waited for', async () => {
  await writeFile(file, 'process.exit(3);\n');
  const elsewhere = await mkdtemp(join(tmpdir(), 'ctcpspec-watched-'));
  try {
    const call = await watchTime(['--watch-path', elsewhere]);
    await call.waitFor(waits(1));
    await writeFile(join(elsewhere, 'x.txt'), 'x');
    await call.waitFor(waits(2));
    expect(await interrupted(call)).toMatch(/changed: \S+x\.txt\n/);
  } finally {
    await rm(elsewhere, { recursive: true });
  }
});

test('Ctrl-C while it plays ends the client too', async () => {
  await writeClient(null);
  const call = await watchTime(['--hold'], true);
  await call.waitFor(/held: /);
  await interrupted(call);
  expect((await readReport(join(out(), 'report.json'))).run).toMatchObject({
    complete: false,
    endedBy: 'SIGINT',
  });
});
