import { spawn } from 'node:child_process';

export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of somebody who has nothing to do with this project: npm tells its own children much of it. */
export function strangersEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix)|INIT_CWD)/i.test(name),
  );
  return { ...(Object.fromEntries(own) as Record<string, string>), NO_COLOR: '1', ...more };
}

/** Runs a program to its end, without a shell. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandEnd> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? strangersEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** @throws Error with all that was printed when it does not end with 0 */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<CommandEnd> {
  const end = await runCommand(program, args, options);
  if (end.code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${end.code}:\n${end.stdout}${end.stderr}`);
  return end;
}
