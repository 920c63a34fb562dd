import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

/** Reads /proc; see proc(5). A read takes some microseconds, so all of it is synchronous. */
export class LinuxProcessTable implements ProcessTable {
  #next: Promise<readonly ProcessEntry[]> | null = null;
  readonly #environments = new WeakMap<ProcessEntry, string>();

  /** Whoever asks in the same turn gets the same list, read after that: hundreds of clients may end together. */
  list(): Promise<readonly ProcessEntry[]> {
    this.#next ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.#next = null;
        try {
          resolve(this.#read());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
    return this.#next;
  }

  #read(): readonly ProcessEntry[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.flatMap((pid) => this.find(Number(pid)) ?? []);
  }

  find(pid: number): ProcessEntry | null {
    const stat = read(`/proc/${pid}/stat`)?.toString('latin1');
    if (stat === undefined) return null;
    // The second field is the program's name in parentheses, in which there may be spaces and parentheses.
    const [state, parent, group, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Field 22 is the start time in clock ticks since the system started.
    const startedAt = rest[16];
    if (startedAt === undefined || state === 'Z' || state === 'X') return null;
    return { pid, parent: Number(parent), group: Number(group), startedAt };
  }

  isStill(entry: ProcessEntry): boolean {
    return this.find(entry.pid)?.startedAt === entry.startedAt;
  }

  hasEnvironment(entry: ProcessEntry, setting: string): boolean {
    const known = this.#environments.get(entry);
    const text = known ?? `\0${read(`/proc/${entry.pid}/environ`)?.toString('latin1') ?? ''}`;
    if (known === undefined) this.#environments.set(entry, text);
    return text.includes(`\0${setting}\0`);
  }

  mayBeYounger(entry: ProcessEntry, earlier: ProcessEntry): boolean {
    return Number(entry.startedAt) >= Number(earlier.startedAt);
  }
}

/** Undefined for a process that has gone, or that belongs to somebody else. */
function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
