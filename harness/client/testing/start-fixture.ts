import { fileURLToPath } from 'node:url';
import { quote } from 'shlex';
import { launchClient, type LaunchOptions } from '../launch.ts';
import { systemProcessTable } from '../process-table.ts';
import type { RunningClient } from '../running-client.ts';
import type { ClientSpec } from '../spec.ts';

export const target = { host: '127.0.0.1', port: 6667, nick: 'alice' };

/** The command line of a small program beside this file. */
export function fixtureCommand(name: string, ...args: readonly string[]): string {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const words = name.endsWith('.mjs') ? [process.execPath, file] : [file];
  return [...words.map(quote), ...args].join(' ');
}

export function startFixture(
  command: string,
  more: Partial<ClientSpec> = {},
  options?: LaunchOptions,
): Promise<RunningClient> {
  return launchClient({ name: 'fixture', command, terminal: { kind: 'pipe' }, ...more }, target, options);
}

/**
 * Waits until the client has printed what matches; fails with what it did print when it ends before that.
 *
 * @param alsoLater what it leaves behind may print it, so that its end says nothing
 */
export async function printed(
  client: RunningClient,
  pattern: RegExp,
  { alsoLater = false } = {},
): Promise<RegExpExecArray> {
  const look = (): RegExpExecArray | null => pattern.exec(client.outputTail().toString());
  return await new Promise((resolve, reject) => {
    const check = (): void => {
      const match = look();
      if (match === null) return;
      stop();
      resolve(match);
    };
    const stop = client.onOutput(check);
    check();
    if (alsoLater) return;
    void client.whenExited().then(() => {
      check();
      stop();
      reject(new Error(`It ended without ${String(pattern)}: ${client.outputTail().toString()}`));
    });
  });
}

/** Whether there is such a process; a zombie counts as none. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await systemProcessTable().list()).some((entry) => entry.pid === pid);
}
