import { readFileSync } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../reports/model/report.ts';
import { readReport } from '../reports/read.ts';
import { root } from './fixture-run.ts';
import { runCommand, strangersEnvironment, type CommandEnd } from './package/command.ts';

interface ActionStep {
  readonly name: string;
  readonly if?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, string>;
}
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Record<string, { readonly description: string; readonly default: string }>;
  readonly runs: { readonly using: string; readonly steps: readonly ActionStep[] };
};
const { steps } = action.runs;
const play = steps.find(({ name }) => name === 'Run ctcpspec');

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ctcpspec-action-')));
  await symlink(join(root, 'fixtures'), join(folder, 'fixtures'));
  await mkdir(join(folder, 'tmp'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the lines of the step that plays, as a runner does: the inputs are filled in where its `env` names them. */
function runAction(inputs: Record<string, string>, more: Record<string, string> = {}): Promise<CommandEnd> {
  const values = new Map(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  for (const [name, value] of Object.entries(inputs)) {
    if (!values.has(name)) throw new Error(`the action has no input ${name}`);
    values.set(name, value);
  }
  const env = Object.fromEntries(
    Object.entries(play?.env ?? {}).map(([name, text]) => {
      const [, input = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(text) ?? [];
      return [name, values.get(input) ?? `no input: ${text}`];
    }),
  );
  return runCommand('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', play?.run ?? 'exit 99'], {
    cwd: folder,
    env: strangersEnvironment({
      ...env,
      GITHUB_ACTION_PATH: root,
      TMPDIR: join(folder, 'tmp'),
      ...more,
    }),
  });
}

const report = (): Promise<Report> => readReport(join(folder, 'ctcp-report/report.json'));
const reference = 'node fixtures/reference/client.js {host} {port} {nick}';
const isThere = (name: string): Promise<boolean> =>
  access(join(folder, name)).then(
    () => true,
    () => false,
  );

describe('as it is written', () => {
  test('no text of a shell has an expression in it: inputs come in as variables', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    expect(scripts).toHaveLength(2);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
    expect(scripts.filter((script) => /\beval\b|bash -c|sh -c/.test(script))).toEqual([]);
  });

  test('each input is used, and explained', () => {
    const text = JSON.stringify(steps);
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect(text).toContain(`inputs.${name} `);
      expect(description).not.toBe('');
    }
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining([
        'exec',
        'profile',
        'expect',
        'gate',
        'format',
        'args',
        'version',
        'working-directory',
      ]),
    );
  });

  test('each variable is an input as it stands', () => {
    for (const text of Object.values(play?.env ?? {})) expect(text).toMatch(/^\$\{\{ inputs\.[a-z-]+ \}\}$/);
  });

  test('nothing is uploaded unless it is asked for', () => {
    const uploads = steps.filter(({ uses }) => uses !== undefined);
    expect(uploads.map(({ uses, if: when }) => [uses, when])).toEqual([
      ['actions/upload-artifact@v4', "${{ always() && inputs.artifact != '' }}"],
    ]);
    expect(action.inputs['artifact']?.default).toBe('');
  });
});

/** Lays a ctcpspec in the working directory that tells what it is given. */
async function layRecorder(): Promise<void> {
  const cli = join(folder, 'node_modules/ctcpspec/harness/cli');
  await mkdir(cli, { recursive: true });
  await writeFile(join(cli, 'ctcpspec.js'), 'process.stdout.write(JSON.stringify(process.argv.slice(2)));\n');
}

describe('the step that looks for Node', () => {
  const look = steps.find(({ name }) => name === 'Look for Node')?.run ?? 'exit 99';

  test('Node is here', async () => {
    expect(await runCommand('/bin/bash', ['-e', '-c', look], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  test('Node is not', async () => {
    const end = await runCommand('/bin/bash', ['-e', '-c', look], { cwd: folder, env: { PATH: folder } });
    expect(end.code).toBe(2);
    expect(end.stdout).toContain('There is no Node here.');
  });
});

describe('the step that plays', () => {
  const ping = { args: '--filter=ping/no-payload' };

  test('a client that meets the gate', async () => {
    const end = await runAction({ ...ping, exec: reference });
    expect(end.code, end.stdout + end.stderr).toBe(0);
    const { clients } = await report();
    expect(clients[0]?.command).toBe(reference);
    expect((await readdir(join(folder, 'ctcp-report'))).sort()).toEqual(
      expect.arrayContaining(['report.html', 'report.json']),
    );
  });

  test('one that does not; the other gate; further arguments, one on each line', async () => {
    const exec = `${reference} --mutant bare-ping-silent`;
    expect((await runAction({ ...ping, exec })).code).toBe(0);
    const args = '--filter=ping/no-payload\n\n--seed\n7\n';
    const end = await runAction({ args, exec, gate: 'should' });
    expect(end.code).toBe(1);
    expect((await report()).run).toMatchObject({ seed: 7, gate: 'should', filters: ['ping/no-payload'] });
  });

  test('a profile by its name, and by its file', async () => {
    expect((await runAction({ ...ping, profile: 'reference' })).code).toBe(0);
    expect((await report()).clients[0]?.choice.profile).toBe('reference');
    const profile = 'fixtures/clients/reference/profile.yaml';
    expect((await runAction({ ...ping, profile })).code).toBe(0);
    expect((await report()).clients[0]?.choice.profileFile).toBe(profile);
  });

  test('the ctcpspec that is installed in the working directory comes first', async () => {
    const cli = join(folder, 'node_modules/ctcpspec/harness/cli');
    await mkdir(cli, { recursive: true });
    await writeFile(
      join(cli, 'ctcpspec.js'),
      'process.stdout.write(JSON.stringify(process.argv.slice(2)));\n',
    );
    const end = await runAction({ exec: 'a b', expect: 'c d.yaml', format: '' });
    expect(end.code).toBe(0);
    expect(JSON.parse(end.stdout)).toEqual([
      'run',
      '--gate=must',
      '--out=ctcp-report',
      '--exec=a b',
      '--expect=c d.yaml',
      '--',
    ]);
  });

  test('a version is fetched by npx, under our name', async () => {
    const npx = join(folder, 'npx');
    await writeFile(npx, '#!/bin/sh\nprintf "%s|" "$@"\n', { mode: 0o755 });
    const end = await runAction(
      { version: '1.2.3', format: '' },
      { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    );
    expect(end.stdout).toBe('--yes|ctcpspec@1.2.3|run|--gate=must|--out=ctcp-report|--|');
  });
});

const hostile = [
  '; touch pwned',
  '$(touch pwned)',
  '`touch pwned`',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '\ntouch pwned\n',
  '| touch pwned',
  '&& touch pwned',
  '${IFS}touch${IFS}pwned',
  '*',
  '--help',
  '-v',
  '\\',
  '${{ github.token }}',
];

describe('whatever an input holds, no shell runs it', () => {
  /** The arguments that ctcpspec is given. */
  async function argumentsFor(inputs: Record<string, string>): Promise<string[]> {
    const end = await runAction({ format: '', ...inputs });
    expect(end.code, end.stderr).toBe(0);
    expect(await isThere('pwned')).toBe(false);
    return JSON.parse(end.stdout) as string[];
  }

  describe('it goes on as it stands', () => {
    beforeEach(layRecorder);
    const usual = ['run', '--gate=must', '--out=ctcp-report'];

    test.each(hostile)('%j', async (text) => {
      expect(await argumentsFor({ exec: text })).toEqual([...usual, `--exec=${text}`, '--']);
      expect(await argumentsFor({ expect: text })).toEqual([...usual, `--expect=${text}`, '--']);
      expect(await argumentsFor({ format: text })).toEqual([...usual, `--format=${text}`, '--']);
      expect(await argumentsFor({ profile: text })).toEqual([...usual, '--', text]);
      expect(await argumentsFor({ profile: `./${text}` })).toEqual([...usual, `--profile=./${text}`, '--']);
      expect(await argumentsFor({ gate: text })).toEqual([
        'run',
        `--gate=${text}`,
        '--out=ctcp-report',
        '--',
      ]);
      const lines = text.split('\n').filter((line) => line !== '');
      expect(await argumentsFor({ args: text })).toEqual([...usual, ...lines, '--']);
    });
  });

  test.each(hostile)('as a version it is refused before anything is fetched: %j', async (text) => {
    const end = await runAction({ version: text });
    expect(end).toMatchObject({ code: 2, stderr: '' });
    expect(end.stdout).toContain('The input "version" is no version.');
    expect(await isThere('pwned')).toBe(false);
  });

  test('all at once, in the command line of a client that is really started', async () => {
    const exec = `${reference} ${hostile.slice(0, 3).join(' ')}`;
    const end = await runAction({ exec, args: '--filter=ping/no-payload', format: '' });
    expect(await isThere('pwned')).toBe(false);
    expect((await report()).clients[0]?.command, end.stdout + end.stderr).toBe(exec);
  });
});
