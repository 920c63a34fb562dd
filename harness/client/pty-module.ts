import type { IPty } from '@lydell/node-pty';
import { ClientStartError } from './client-error.ts';

/** A pseudo-terminal as it is at run time: the typings leave out `ptsName`, and the buffers that `encoding: null` gives. */
export interface Pty extends Omit<IPty, 'onData' | 'write'> {
  /** The file of the terminal's client side. */
  readonly ptsName: string;
  readonly onData: (listener: (chunk: Buffer) => void) => unknown;
  write(data: Buffer | string): void;
}

export type SpawnPty = (
  file: string,
  args: string[],
  options: {
    name: string;
    cols: number;
    rows: number;
    cwd: string;
    env: Record<string, string>;
    encoding: null;
    uid?: number;
    gid?: number;
  },
) => Pty;

/**
 * The package is an optional dependency with a binary for each platform, so it is loaded only when it is needed.
 *
 * @throws ClientStartError `pty-unavailable`
 */
export async function loadSpawnPty(
  load: () => Promise<unknown> = () => import('@lydell/node-pty'),
): Promise<SpawnPty> {
  if (process.platform === 'win32') {
    throw new ClientStartError(
      'pty-unavailable',
      'A client that needs a terminal can be tested on Linux and macOS only. Give it plain pipes (terminal: pipe) if it can do with them.',
    );
  }
  try {
    return ((await load()) as { spawn: SpawnPty }).spawn;
  } catch (error) {
    throw new ClientStartError(
      'pty-unavailable',
      'This client needs a terminal, and the optional package @lydell/node-pty could not be loaded. Install it: npm install @lydell/node-pty',
      error,
    );
  }
}
