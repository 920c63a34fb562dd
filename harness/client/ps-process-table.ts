import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

const run = promisify(execFile);

/** Asks ps, on systems without /proc. A single process costs as much as all, so only whole lists are made. */
export class PsProcessTable implements ProcessTable {
  async list(): Promise<readonly ProcessEntry[]> {
    const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart='], {
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      timeout: 5000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout.split('\n').flatMap((line) => {
      const [, pid, parent, group, state, startedAt] =
        /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)/.exec(line) ?? [];
      if (startedAt === undefined || state?.startsWith('Z') === true) return [];
      return { pid: Number(pid), parent: Number(parent), group: Number(group), startedAt };
    });
  }

  find(): null {
    return null;
  }

  isStill(entry: ProcessEntry): boolean {
    try {
      return process.kill(entry.pid, 0);
    } catch {
      return false;
    }
  }

  hasEnvironment(): boolean {
    return false;
  }

  mayBeYounger(): boolean {
    return true;
  }
}
