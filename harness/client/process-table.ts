import { LinuxProcessTable } from './linux-process-table.ts';
import { PsProcessTable } from './ps-process-table.ts';

/** One living process; zombies are left out, for they only wait to be counted by their parent. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** When it started, in whatever form the system tells; with the pid it names one process for ever. */
  readonly startedAt: string;
}

/** What the system says about its processes. */
export interface ProcessTable {
  list(): Promise<readonly ProcessEntry[]>;
  /** One process, or null when there is none of that pid or this system has no quick way to look. */
  find(pid: number): ProcessEntry | null;
  /** Whether the pid still stands for the same process. Where this cannot be told quickly, a fresh list is trusted. */
  isStill(entry: ProcessEntry): boolean;
  /** Whether the process was given an environment with this setting in it; false where it cannot be told. */
  hasEnvironment(entry: ProcessEntry, setting: string): boolean;
  /** Whether `entry` may have started later than `earlier`; true where it cannot be told. */
  mayBeYounger(entry: ProcessEntry, earlier: ProcessEntry): boolean;
}

let table: ProcessTable | null = null;

/** One for all clients, so that those that end together look once. */
export function systemProcessTable(): ProcessTable {
  table ??= process.platform === 'linux' ? new LinuxProcessTable() : new PsProcessTable();
  return table;
}
