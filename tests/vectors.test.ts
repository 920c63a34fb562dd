import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { VectorFileData } from '../harness/vectors/schema.ts';
import { processesWith, runCli, startCli, type CliEnd } from './cli-run.ts';
import { root } from './fixture-run.ts';

const folder = join(root, 'suites/vectors');
const hostile = (...args: string[]): string => `node fixtures/codecs/hostile/codec.mjs ${args.join(' ')}`;
const vectors = (exec: string, ...args: string[]): Promise<CliEnd> =>
  runCli(['vectors', '--exec', exec, ...args]);
/** Vectors for which the right answer is the input itself. */
const unchanged = ['--filter', 'low-quote/classic/{plain,delimiter,backslash,not-utf-8}'];

interface Result {
  readonly id: string;
  readonly verdict: string;
  readonly fault: { readonly code: string; readonly message: string } | null;
}
interface Output {
  readonly complete: boolean;
  readonly met: boolean;
  readonly totals: Record<string, number>;
  readonly fault: { readonly code: string } | null;
  readonly results: readonly Result[];
}
const read = ({ stdout }: CliEnd): Output => JSON.parse(stdout) as Output;
const with_ = (output: Output, verdict: string): string[] =>
  output.results.filter((one) => one.verdict === verdict).map(({ id }) => id);

const required = process.env['CTCPSPEC_REQUIRE_REAL'] === '1';
const isThere = (program: string, args: string[]): Promise<boolean> =>
  promisify(execFile)(program, args).then(
    () => true,
    () => false,
  );
const hasPython = required || (await isThere('python3', ['--version']));
// Debian's Twisted belongs to Debian's Python, whatever other one stands first on the PATH.
const debianPython = '/usr/bin/python3';
const hasTwisted = required || (await isThere(debianPython, ['-c', 'import twisted.words.protocols.irc']));

describe.skipIf(!hasPython)('the reader in Python', () => {
  const check = (where: string): Promise<{ stdout: string }> =>
    promisify(execFile)('python3', [join(root, 'fixtures/codecs/python/check_vectors.py'), where]);

  test('its own codec gives what every vector asks for', async () => {
    expect((await check(folder)).stdout).toMatch(/^\d{3,} vectors, 0 not accepted\n$/);
  });

  test('a vector whose outputs are spoilt is failed, each of them', async () => {
    const spoilt = await mkdtemp(join(tmpdir(), 'vectors-'));
    await cp(folder, spoilt, { recursive: true });
    const ids: string[] = [];
    for (const name of [
      'frame',
      'decode',
      'encode',
      'low-quote',
      'low-dequote',
      'ctcp-quote',
      'ctcp-dequote',
      'reply',
    ]) {
      const file = join(spoilt, `${name}.json`);
      const data = JSON.parse(await readFile(file, 'utf8')) as VectorFileData;
      ids.push(...data.vectors.map(({ id }) => id));
      const vectors = data.vectors.map((vector) => ({
        ...vector,
        accepts: vector.accepts.map((one) => ({ ...one, output: { spoilt: one.output } })),
      }));
      await writeFile(file, JSON.stringify({ ...data, vectors }));
    }
    const { stdout, code } = await check(spoilt).then(
      () => ({ stdout: '', code: 0 }),
      (error: unknown) => error as { stdout: string; code: number },
    );
    await rm(spoilt, { recursive: true });
    expect(code).toBe(1);
    const failed = stdout.split('\n').flatMap((line) => /^not accepted: (.*)$/.exec(line)?.[1] ?? []);
    expect(failed.sort()).toEqual(ids.sort());
  });

  test('behind JSON lines it passes everywhere', async () => {
    const end = await vectors(
      'python3 fixtures/codecs/python/speaks_json_lines.py',
      '--json',
      '--gate',
      'should',
    );
    const output = read(end);
    expect([end.code, output.met, output.complete]).toEqual([0, true, true]);
    expect(output.totals).toMatchObject({ pass: output.results.length, 'not-applicable': 0 });
  });
});

describe.skipIf(!hasTwisted)("Twisted's codec", () => {
  const exec = `${debianPython} fixtures/codecs/twisted/speaks_json_lines.py`;

  test('keeps to the 1994 text', async () => {
    const end = await vectors(exec, '--dialect', 'classic', '--json', '--gate', 'should');
    const output = read(end);
    expect(end.code).toBe(0);
    expect(with_(output, 'fail')).toEqual([]);
    expect(with_(output, 'warn')).toEqual([]);
    // It tolerates a missing closing delimiter, and leaves stray delimiters out.
    expect(with_(output, 'info')).toEqual([
      'decode/classic/unclosed',
      'decode/classic/stray-delimiter',
      'decode/classic/doubled-opening',
      'decode/classic/doubled-closing',
      'decode/classic/lone-delimiter',
      'decode/classic/quote-cut-at-the-border',
    ]);
    const unsupported = with_(output, 'not-applicable').map((id) => id.split('/')[0]);
    expect(new Set(unsupported)).toEqual(new Set(['frame', 'reply']));
  });

  test('quotes where the texts of today do not', async () => {
    const end = await vectors(exec, '--dialect', 'modern', '--json');
    const output = read(end);
    expect(end.code).toBe(0);
    expect(with_(output, 'fail')).toEqual([]);
    expect(with_(output, 'warn')).toEqual(twistedWarnings);
    expect((await vectors(exec, '--dialect', 'modern', '--gate', 'should')).code).toBe(1);
  });
});

const twistedWarnings = [
  ...[
    'every-octet',
    'escaped-delimiter',
    'doubled-backslash',
    'undefined-backslash',
    'ircii-escapes',
    'octal-escapes',
    'ctcp2-escapes',
    'shrug',
    'windows-path',
    'four-backslashes',
    'escaped-command',
    'octal-in-command',
    'quoted-line-feed',
    'quoted-carriage-return',
    'quoted-nul',
    'doubled-quote',
    'undefined-quote',
    'quote-before-the-opening',
    'quote-in-text',
    'example-2',
    'run-of-quotes',
    'run-of-backslashes',
  ].map((name) => `decode/modern/${name}`),
  ...['backslash', 'backslash-at-the-end', 'escaped-delimiter', 'low-level-quote', 'every-octet'].map(
    (name) => `encode/modern/${name}`,
  ),
];

describe('what is said of a codec', () => {
  test('answers may come in any order', async () => {
    const end = await vectors(hostile('answers-backwards', '4'), ...unchanged, '--json');
    expect([end.code, read(end).totals['pass']]).toEqual([0, 4]);
  });

  test('a failure stands there in full, and the exit code is 1', async () => {
    const end = await vectors(hostile('answers-backwards', '1'), '--filter', 'low-quote/classic/nul');
    expect(end.code).toBe(1);
    expect(end.stdout).toContain('low-quote/classic/nul\n');
    expect(end.stdout).toMatch(/input +"\\0"\n/);
    expect(end.stdout).toMatch(/expected +"\\x100"\n/);
    expect(end.stdout).toMatch(/got +"\\0"\n/);
    expect(end.stdout).toMatch(/rule +RPL-09, MUST \(security\): .*\n +source +.*\n +<https:/);
    expect(end.stdout).toMatch(/\nlow-quote\.json +0 +1 +0 /);
  });

  test('one that supports nothing is no success', async () => {
    const end = await vectors(hostile('unsupported'), ...unchanged);
    expect(end.code).toBe(1);
    expect(end.stdout).toContain('Nothing could be judged');
  });
});

describe('a codec that fails', () => {
  test.each([
    [['exits-at-once'], /ended with status 0 before it had answered/],
    [['babbles-at-once'], /wrote a line that is no answer: Welcome!\./],
    [['endless-line'], /wrote a line of more than 1048576 octets/],
    [['writes-numbers'], /an output that is not made of bytes/],
  ])('%j cannot be tested', async (args, sentence) => {
    const end = await vectors(hostile(...args));
    expect([end.code, end.left]).toEqual([3, []]);
    expect(end.stdout).toMatch(sentence);
  });

  test('one that never answers is given up and ended, though it ignores SIGTERM', async () => {
    const word = randomUUID();
    const end = await vectors(hostile('never-answers', word), '--timeout', '500');
    expect([end.code, end.left]).toEqual([3, []]);
    expect(end.stdout).toContain('gave no answer for 500 ms');
    expect(await processesWith(word)).toEqual([]);
  });

  test.each([
    ['dies-on', 'dies', /ended with status 3 .*boom\\x1B\[31m/],
    ['hangs-on', 'hangs', /gave no answer/],
    ['babbles-on', 'garbage', /\\x1B\[2Jdebug/],
  ])('%s: only the vector that causes it is blamed', async (mode, code, sentence) => {
    const id = 'low-quote/classic/backslash';
    const end = await vectors(hostile(mode, id), ...unchanged, '--json', '--timeout', '5000');
    const output = read(end);
    expect(end.code).toBe(1);
    expect(with_(output, 'fail')).toEqual([id]);
    expect(output.totals['pass']).toBe(3);
    const blamed = output.results.find((one) => one.id === id);
    expect(blamed?.fault).toMatchObject({ code, message: expect.stringMatching(sentence) as string });
    expect(end.stdout).not.toContain('\x1b');
  });

  test('an answer too many is told, and no answer is lost by it', async () => {
    const end = await vectors(hostile('answers-twice'), ...unchanged, '--json');
    expect(end.code).toBe(1);
    expect(read(end).results.some(({ fault }) => fault?.code === 'garbage')).toBe(true);
  });

  test('one that fails only while several requests are open has met no gate', async () => {
    const end = await vectors(hostile('fails-in-a-crowd'), ...unchanged, '--json');
    const output = read(end);
    expect([end.code, output.met]).toEqual([1, false]);
    expect(output.fault).toMatchObject({ code: 'dies' });
    expect(output.totals['pass']).toBe(4);
  });

  test('100 MiB on standard error do no harm', async () => {
    const end = await vectors(hostile('prints-100mb'), ...unchanged, '--json');
    expect([end.code, read(end).totals['pass']]).toEqual([0, 4]);
  });

  test.runIf(existsSync('/proc/self/cmdline'))('what it leaves running is ended', async () => {
    const word = randomUUID();
    const end = await vectors(hostile('forks-survivor', word), ...unchanged);
    expect([end.code, end.left]).toEqual([0, []]);
    expect(await processesWith(word)).toEqual([]);
  });

  test('Ctrl-C ends it with 130', async () => {
    const word = randomUUID();
    const call = await startCli(['vectors', '--exec', hostile('never-answers', word)]);
    while ((await processesWith(word)).length < 2 && call.process.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    call.process.kill('SIGINT');
    const end = await call.ended;
    expect([end.code, end.left]).toEqual([130, []]);
    expect(await processesWith(word)).toEqual([]);
  });
});

describe('wrong usage', () => {
  test.each([
    [['vectors'], /--exec/],
    [['vectors', '--exec', 'x "y'], /cannot be split into words/],
    [['vectors', '--exec', ''], /is empty/],
    [
      ['vectors', '--exec', 'x', '--filter', 'low-qoute/classic/nul'],
      /matches nothing.*low-quote\/classic\/nul/,
    ],
    [['vectors', '--exec', 'x', '--filter', 'reply/**', '--dialect', 'ircii'], /No vector matches all/],
    [['vectors', '--exec', 'x', '--dialect', 'klingon'], /Use one of: modern, classic, ircii/],
  ])('%j is exit code 2', async (args, sentence) => {
    const end = await runCli(args);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toMatch(sentence);
  });

  test('a program that does not exist is exit code 3', async () => {
    const end = await vectors('./no-such-codec');
    expect(end.code).toBe(3);
    expect(end.stderr).toMatch(/There is no program .*no-such-codec/);
  });
});
