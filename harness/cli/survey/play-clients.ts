import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { PROFILES_DIRECTORY, PROJECT_DIRECTORY } from '../package-root.ts';

export interface Played {
  readonly name: string;
  /** Where its report is; null when the run wrote none. */
  readonly file: string | null;
  readonly code: number | null;
  /** All that the run printed. */
  readonly output: string;
}

/** A client that is merely slow beside others is not a hung one. */
export const PATIENT_MS = 60_000;

/**
 * Plays clients, some at a time, each by a run of its own: what goes wrong with one costs the others nothing.
 *
 * @param directory an empty folder, where each gets one for its report
 */
export async function playClients(
  names: readonly string[],
  directory: string,
  options: { atOnce: number; signal: AbortSignal; onPlayed: (played: Played) => void },
): Promise<Played[]> {
  const waiting = [...names];
  const all: Played[] = [];
  const playNext = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (options.signal.aborted) return;
      const played = await play(name, join(directory, name), options.signal);
      all.push(played);
      options.onPlayed(played);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, playNext));
  return all.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

async function play(name: string, out: string, signal: AbortSignal): Promise<Played> {
  const known = join(PROFILES_DIRECTORY, name, 'expect.yaml');
  const args = [
    join(PROJECT_DIRECTORY, 'harness', 'cli', 'ctcpspec.js'),
    ...['run', name, '--out', out, '--gate', 'should', '--timeout', String(PATIENT_MS)],
    ...(existsSync(known) ? ['--expect', known] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: PROJECT_DIRECTORY });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // It ends its clients and writes what it has.
  const stop = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  const file = join(out, 'report.json');
  return { name, file: existsSync(file) ? file : null, code, output };
}
