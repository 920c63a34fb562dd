import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { split } from 'shlex';
import { root } from '../fixture-run.ts';
import type { Page } from './markdown.ts';

/** A throw-away folder in which the commands of a page are run as if it were a checkout. */
export class Workshop {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Lays the files that the page shows: fences whose comment begins with `file: PATH`. */
  static async open(page: Page): Promise<Workshop> {
    const directory = await mkdtemp(join(tmpdir(), 'docs-'));
    await mkdir(join(directory, 'tmp'));
    for (const name of ['fixtures', 'suites']) await symlink(join(root, name), join(directory, name));
    for (const { comment, lines } of page.fences) {
      const [, path] = /^file: ([^\s,]+)/.exec(comment ?? '') ?? [];
      if (path === undefined) continue;
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), `${lines.join('\n')}\n`);
    }
    return new Workshop(directory);
  }

  /**
   * Runs a command line that begins with `npx ctcpspec`, without a shell.
   *
   * @returns how it ended, and its output followed by its errors
   */
  async run(command: string): Promise<{ code: number | null; output: string }> {
    const [npx, name, ...args] = split(command);
    if (npx !== 'npx' || name !== 'ctcpspec') {
      throw new Error(`only "npx ctcpspec" can be run here; mark this block as not run: ${command}`);
    }
    const child = spawn(process.execPath, [join(root, 'harness/cli/ctcpspec.js'), ...args], {
      cwd: this.directory,
      env: {
        ...process.env,
        TMPDIR: join(this.directory, 'tmp'),
        NO_COLOR: '1',
        CI: '',
        GITHUB_STEP_SUMMARY: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { code, output: stdout + stderr };
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
