import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../reports/model/report.ts';
import { readReport } from '../reports/read.ts';
import { root } from './fixture-run.ts';

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The report in the folder of this call; null when none was written. */
  readonly report: Report | null;
  /** What the call left in its temporary folder: homes of clients that were not removed. */
  readonly left: readonly string[];
}

export interface CliCall {
  readonly process: ChildProcess;
  readonly ended: Promise<CliEnd>;
  /** Resolves when the output so far matches; rejects when the command ends before it does. */
  waitFor(pattern: RegExp): Promise<void>;
}

/** Starts `ctcpspec` as a user does, with a temporary folder and a report folder of its own. */
export async function startCli(
  args: readonly string[],
  options: { out?: string; stdinOpen?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<CliCall> {
  const temporary = await mkdtemp(join(tmpdir(), 'ctcpspec-e2e-'));
  const out = options.out ?? join(temporary, 'report');
  const withOut = args[0] === 'run' || args[0] === 'serve' ? [...args, '--out', out] : args;
  const child = spawn(process.execPath, [join(root, 'harness/cli/ctcpspec.js'), ...withOut], {
    cwd: root,
    // The summary of a job of CI that runs these tests is not theirs to write.
    env: { ...process.env, TMPDIR: temporary, NO_COLOR: '1', GITHUB_STEP_SUMMARY: '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (options.stdinOpen !== true) child.stdin.end();
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const watch of watchers) watch();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<CliEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      void finish(code).then(resolve, reject);
    });
  });
  const finish = async (code: number | null): Promise<CliEnd> => {
    const report = await readReport(join(out, 'report.json')).catch(() => null);
    const left = (await readdir(temporary)).filter((name) => name.startsWith('ctcpspec-'));
    await rm(temporary, { recursive: true, force: true });
    return { code, stdout, stderr, report, left };
  };
  const waitFor = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (pattern.test(stdout)) resolve();
      };
      watchers.add(watch);
      watch();
      void ended.then(() =>
        reject(new Error(`it ended before ${String(pattern)} was printed:\n${stdout}${stderr}`)),
      );
    });
  return { process: child, ended, waitFor };
}

export async function runCli(
  args: readonly string[],
  options: { out?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<CliEnd> {
  return (await startCli(args, options)).ended;
}

/** The ids of processes whose command line contains `needle`, on Linux. */
export async function processesWith(needle: string): Promise<number[]> {
  const { readFile } = await import('node:fs/promises');
  const ids = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name)).map(Number);
  const lines = await Promise.all(
    ids.map(async (id) => ({ id, line: await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '') })),
  );
  return lines.filter(({ line }) => line.includes(needle)).map(({ id }) => id);
}
