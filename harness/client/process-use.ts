import { readFileSync } from 'node:fs';
import { systemProcessTable, type ProcessEntry } from './process-table.ts';

/** What the processes of a client took of the machine. */
export interface ProcessUse {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Resident memory of all of them; what two share counts twice. */
  readonly residentOctets: number;
  /** Processor time since each of them started. */
  readonly cpuMs: number;
}

/** Linux counts in hundredths of a second wherever Node runs (USER_HZ, see proc(5)). */
const TICK_MS = 10;

/**
 * Looks at a process, those of its group, and all that they started.
 *
 * @returns null where this cannot be told: on systems without /proc, or when none of them is there
 */
export async function processUse(leaderPid: number): Promise<ProcessUse | null> {
  if (process.platform !== 'linux') return null;
  const all = await systemProcessTable().list();
  const tree = treeOf(leaderPid, all);
  if (tree.length === 0) return null;
  const uses = tree.map(({ pid }) => useOf(pid));
  return {
    atMs: Date.now(),
    residentOctets: uses.reduce((sum, { residentOctets }) => sum + residentOctets, 0),
    cpuMs: uses.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

function treeOf(leaderPid: number, all: readonly ProcessEntry[]): ProcessEntry[] {
  const inside = new Set(
    all.filter(({ pid, group }) => pid === leaderPid || group === leaderPid).map(({ pid }) => pid),
  );
  for (let before = -1; before !== inside.size;) {
    before = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
  }
  return all.filter(({ pid }) => inside.has(pid));
}

/** Nothing of one that has gone meanwhile. */
function useOf(pid: number): { residentOctets: number; cpuMs: number } {
  try {
    const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? '0';
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Behind the name in parentheses; fields 14 and 15 are the time in user mode and in the kernel.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    return { residentOctets: Number(resident) * 1024, cpuMs: ticks * TICK_MS };
  } catch {
    return { residentOctets: 0, cpuMs: 0 };
  }
}
