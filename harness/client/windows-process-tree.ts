import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ClientTree, TreeEnd } from './process-tree.ts';

const run = promisify(execFile);

/** Windows has no signals and no process groups; taskkill ends a process and those that it started. */
export class WindowsProcessTree implements ClientTree {
  readonly #leaderPid: number;
  #leaderLives = true;

  constructor(leaderPid: number) {
    this.#leaderPid = leaderPid;
  }

  leaderEnded(): Promise<void> {
    this.#leaderLives = false;
    return Promise.resolve();
  }

  left(): Promise<null> {
    return Promise.resolve(null);
  }

  async end(): Promise<TreeEnd> {
    // The pid of a process that has ended may be another one's by now.
    if (!this.#leaderLives) return { killed: false, survivors: 0 };
    const options = { timeout: 5000, windowsHide: true };
    await run('taskkill', ['/PID', String(this.#leaderPid), '/T', '/F'], options).catch(() => null);
    return { killed: true, survivors: 0 };
  }

  killNow(leaderLives: boolean): void {
    if (leaderLives) process.kill(this.#leaderPid);
  }
}
