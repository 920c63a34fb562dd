import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchClient } from '../harness/client/launch.ts';
import { Lifeline } from '../harness/run/instance/lifeline.ts';
import { openSession } from '../harness/run/instance/open-session.ts';
import { FakeServer } from '../harness/server/fake-server.ts';
import type { Result } from '../reports/model/report.ts';
import { runCli, startCli } from './cli-run.ts';

const REFERENCE = 'node fixtures/reference/client.js {host} {port} {nick}';
const mutant = (name: string): string => `${REFERENCE} --mutant ${name}`;
const TIMES = 20;

let directory: string;
/** Of everything that was found on some mutant. */
const folders: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'regression-fixtures-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** The folder of another project, with one scenario under so many ids: each is one play, and each may differ. */
async function twentyOf(name: string, text: string): Promise<string> {
  const folder = join(directory, name, 'regressions');
  await mkdir(folder, { recursive: true });
  for (let index = 1; index <= TIMES; index += 1)
    await writeFile(
      join(folder, `${index}.yaml`),
      text.replace(/^- id: .*$/m, `- id: mine/${name}-${index}`),
    );
  folders.push(folder);
  return folder;
}

const stimuliOf = (transcript: Result['transcript']): string[] =>
  transcript.filter(({ role }) => role === 'stimulus').map(({ bytes }) => bytes);

/** What a fixture found on a mutant must do there, each time and with the same bytes. */
async function expectRed(folder: string, name: string, recorded: readonly string[] | null): Promise<void> {
  const run = ['run', '--suite', folder, '--area', 'mine', '--seed', '77', '--exec'];
  const red = await runCli([...run, mutant(name)]);
  expect(red.code, red.stdout + red.stderr).toBe(1);
  const results = red.report?.clients[0]?.results ?? [];
  expect(results.map(({ verdict }) => verdict)).toEqual(Array.from({ length: TIMES }, () => 'fail'));
  if (recorded !== null) {
    const sent = results.flatMap(({ attempts }) => attempts.map(({ transcript }) => stimuliOf(transcript)));
    expect(sent.length).toBeGreaterThanOrEqual(TIMES);
    for (const one of sent) expect(one).toEqual(recorded);
  }
}

describe('a failure that is saved by replay is red on its mutant, twenty times in twenty', () => {
  test.each([
    ['a reply where none may be', 'answers-notice', 'context/query-in-a-notice', 'ping'],
    ['a reply that is missing', 'needs-trailing-colon', 'framing/middle-parameter', 'version'],
    ['an injected command', 'dequotes-low-level', 'injection/quoted-line-break', 'low-level'],
    ['a crash', 'crashes-on-empty-ctcp', 'framing/empty-query', 'private'],
  ])(
    '%s: %s',
    async (_, name, id, part) => {
      const out = join(directory, name, 'found');
      const found = await runCli(['run', '--exec', mutant(name), '--filter', id, '--seed', '5'], { out });
      expect(found.code, found.stderr).toBe(1);
      const [result] = found.report?.clients[0]?.results ?? [];
      const one = result?.cases.find((each) => each.name === part);
      expect(one?.verdict).toBe('fail');
      const file = join(directory, name, 'saved.yaml');
      const saved = await runCli(['replay', join(out, 'report.json'), `${id}#${part}`, '--save', file]);
      expect(saved.code, saved.stderr).toBe(0);
      const text = await readFile(file, 'utf8');
      expect(text).toContain(`# from      ${id}#${part}, seed 5`);
      const decisive = one?.attempts.find(({ outcome }) => outcome === one.outcome);
      await expectRed(await twentyOf(name, text), name, stimuliOf(decisive?.transcript ?? []));
    },
    180_000,
  );
});

test('a failure that is recorded between a client and a server is red on its mutant, twenty times in twenty', async () => {
  const { signal } = new AbortController();
  const server = await FakeServer.listen({ host: '127.0.0.1', name: 'irc.example' });
  const file = join(directory, 'recorded.yaml');
  const wire = join(directory, 'recorded.wire');
  const to = `127.0.0.1:${server.port}`;
  const call = await startCli([
    'record',
    '--listen',
    '0',
    '--to',
    to,
    '--out',
    file,
    '--wire',
    wire,
    '--class',
    'violates',
  ]);
  let heard = '';
  call.process.stdout?.on('data', (text: string) => (heard += text));
  await call.waitFor(/listening on 127\.0\.0\.1:\d+/);
  const port = Number(/listening on 127\.0\.0\.1:(\d+)/.exec(heard)?.[1]);
  const client = await launchClient(
    { name: 'mutant', command: mutant('answers-notice'), terminal: { kind: 'pipe' } },
    { host: '127.0.0.1', port, nick: 'starling' },
    { keepHome: false },
  );
  const { session } = await openSession(server, client, { timeoutMs: 20_000, signal, channels: [] });
  const lifeline = new Lifeline(session, client, signal);
  session.sendLines([Buffer.from(':wren!w@wren.example NOTICE starling :\x01VERSION\x01')]);
  await lifeline.answersPing(20_000);
  lifeline.stop();
  await client.end();
  const end = await call.ended;
  await server.close();
  expect(end.code, end.stderr).toBe(0);
  expect(await readFile(wire, 'utf8')).toContain(
    ' <- :wren!w@wren.example NOTICE starling :\\x01VERSION\\x01\\r\\n\n',
  );
  const text = await readFile(file, 'utf8');
  expect(text).toContain(String.raw`- send: ':\{peer} NOTICE \{nick} :\x01VERSION\x01'`);
  expect(text).toContain(String.raw`when: { reply: '\x01VERSION ctcpspec reference client 1.0\x01' }`);
  expect(text).not.toMatch(/starling|wren/);
  await expectRed(await twentyOf('recorded', text), 'answers-notice', null);
}, 180_000);

test('all of them are green on the reference', async () => {
  expect(folders).toHaveLength(5);
  const suites = folders.flatMap((folder) => ['--suite', folder]);
  const green = await runCli(['run', ...suites, '--area', 'mine', '--seed', '78', '--exec', REFERENCE]);
  expect(green.code, green.stdout + green.stderr).toBe(0);
  expect(green.report?.clients[0]?.apart).toHaveLength(5);
  for (const { totals } of green.report?.clients[0]?.apart ?? [])
    expect(totals).toMatchObject({ pass: TIMES, fail: 0 });
  expect(green.stdout).toContain('regressions, counted apart: 20 pass\n');
}, 180_000);
