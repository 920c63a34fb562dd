import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../fixture-run.ts';

export interface ExampleEnd {
  readonly code: number | null;
  readonly output: string;
}

/** Copies of the examples, in a throw-away folder where ctcpspec is installed as it was built, not as a checkout. */
export class ExampleProjects {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async open(): Promise<ExampleProjects> {
    const projects = new ExampleProjects(await mkdtemp(join(tmpdir(), 'ctcpspec-examples-')));
    await projects.#install();
    return projects;
  }

  /** A fresh copy of an example with some files changed: each old text must be there, once, and becomes the new one. */
  async copy(
    example: string,
    changes: Readonly<Record<string, [old: string, by: string][]>> = {},
  ): Promise<string> {
    const folder = await mkdtemp(join(this.directory, `${example}-`));
    await cp(join(root, 'fixtures/examples', example), folder, { recursive: true });
    for (const [file, replacements] of Object.entries(changes)) {
      let text = await readFile(join(folder, file), 'utf8');
      for (const [old, by] of replacements) {
        if (text.split(old).length !== 2) throw new Error(`${file} of ${example} does not have once: ${old}`);
        text = text.replace(old, () => by);
      }
      await writeFile(join(folder, file), text);
    }
    return folder;
  }

  /** Runs a program in a copy, without a shell. The words of `env` are added to the environment. */
  async run(
    folder: string,
    [program, ...args]: readonly [string, ...string[]],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ExampleEnd> {
    // A runner in a runner must not take the outer one's settings for its own.
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|NODE_TEST|npm_|CI$|NODE_ENV)/.test(name),
    );
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...(Object.fromEntries(own) as Record<string, string>), NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, output };
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  async #install(): Promise<void> {
    const modules = join(this.directory, 'node_modules');
    const installed = join(modules, 'ctcpspec');
    await mkdir(join(modules, '.bin'), { recursive: true });
    for (const name of await readdir(join(root, 'node_modules'))) {
      if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(modules, name));
    }
    await symlink(join(root, 'harness/cli/ctcpspec.js'), join(modules, '.bin/ctcpspec'));
    await mkdir(installed);
    for (const name of ['package.json', 'suites', 'fixtures/clients', 'fixtures/reference']) {
      await cp(join(root, name), join(installed, name), { recursive: true });
    }
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const build = [process.execPath, tsx, 'harness/cli/write-dist.ts', join(installed, 'dist')] as const;
    const { code, output } = await this.run(root, build);
    if (code !== 0) throw new Error(`the build ended with ${code}:\n${output}`);
  }
}
