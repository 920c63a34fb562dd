import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessEntry, ProcessTable } from './process-table.ts';

/** How long killing may take in all; what a system cannot kill in this time it will not kill later either. */
const killMs = 2000;

export interface TreeEnd {
  /** Whether the leader had to be killed. */
  readonly killed: boolean;
  /** How many other processes had to be. */
  readonly survivors: number;
}

/** What is done with the processes of a client as a whole. */
export interface ClientTree {
  /** To be called when the first process has ended, while it is still known who was with it. */
  leaderEnded(): Promise<void>;
  /** How many processes are still there after they were given so long to go by themselves; null where it cannot be told. */
  left(waitMs: number): Promise<number | null>;
  /** Asks all processes to end (SIGTERM), and kills those that are left after `graceMs` milliseconds. */
  end(graceMs: number): Promise<TreeEnd>;
  /** For the end of the harness itself, when there is no time left to look around. */
  killNow(leaderLives: boolean): void;
}

/**
 * All processes of one client: its first process (the leader), what that started and what those started, also when
 * they made themselves independent of their parents or of the group, as daemons do.
 */
export class ProcessTree implements ClientTree {
  /** The groups of all clients that are there: who is in the group of one is no other's, so that fewer have to be looked at. */
  static readonly #groups = new Set<number>();
  readonly #table: ProcessTable;
  readonly #leaderPid: number;
  readonly #mark: string;
  readonly #leader: ProcessEntry | null;
  readonly #members = new Map<number, ProcessEntry>();
  #groupIsEmpty = false;

  /**
   * To be made right after the leader was started, as the leader of a group of its own.
   *
   * @param mark a setting (`NAME=value`) in the environment of the leader and of no other process
   */
  constructor(table: ProcessTable, leaderPid: number, mark: string) {
    this.#table = table;
    this.#leaderPid = leaderPid;
    this.#mark = mark;
    this.#leader = table.find(leaderPid);
    if (this.#leader !== null) this.#members.set(leaderPid, this.#leader);
    ProcessTree.#groups.add(leaderPid);
  }

  async leaderEnded(): Promise<void> {
    await this.#observe();
  }

  async left(waitMs: number): Promise<number> {
    await this.#gone(await this.#observe(), waitMs);
    return (await this.#observe()).length;
  }

  async end(graceMs: number): Promise<TreeEnd> {
    const members = await this.#observe();
    this.#signal(members, 'SIGTERM');
    await this.#gone(members, graceMs);
    const killed = await this.#kill();
    const survivors = killed.filter(({ pid }) => pid !== this.#leaderPid).length;
    return { killed: survivors < killed.length, survivors };
  }

  killNow(leaderLives: boolean): void {
    this.#signal([...this.#members.values()], 'SIGKILL');
    if (leaderLives) sendSignal(-this.#leaderPid, 'SIGKILL');
  }

  /** Lists the living processes of the client. */
  async #observe(): Promise<readonly ProcessEntry[]> {
    const all = await this.#table.list();
    const found = new Map<number, ProcessEntry>();
    const add = (entry: ProcessEntry): void => void found.set(entry.pid, entry);
    all.filter((entry) => this.#members.get(entry.pid)?.startedAt === entry.startedAt).forEach(add);
    if (!this.#groupIsEmpty) all.filter(({ group }) => group === this.#leaderPid).forEach(add);
    // The pid is free for others once the group is empty, and stays a stranger's from then on.
    if (!all.some(({ pid, group }) => pid === this.#leaderPid || group === this.#leaderPid))
      this.#leaveGroup();
    const leader = this.#leader;
    all
      .filter(({ pid, group }) => !found.has(pid) && !ProcessTree.#groups.has(group))
      .filter((entry) => leader === null || this.#table.mayBeYounger(entry, leader))
      .filter((entry) => this.#table.hasEnvironment(entry, this.#mark))
      .forEach(add);
    for (let before = -1; before !== found.size;) {
      before = found.size;
      all.filter(({ pid, parent }) => found.has(parent) && !found.has(pid)).forEach(add);
    }
    this.#members.clear();
    for (const entry of found.values()) this.#members.set(entry.pid, entry);
    return [...found.values()];
  }

  #leaveGroup(): void {
    this.#groupIsEmpty = true;
    ProcessTree.#groups.delete(this.#leaderPid);
  }

  /** Signals each process of which the system still says that it is the same one. */
  #signal(entries: readonly ProcessEntry[], signal: NodeJS.Signals): void {
    for (const entry of entries) {
      if (this.#table.isStill(entry)) sendSignal(entry.pid, signal);
    }
  }

  /** Waits until none of these is left, at most `ms` milliseconds. */
  async #gone(entries: readonly ProcessEntry[], ms: number): Promise<boolean> {
    const deadline = Date.now() + ms;
    for (
      let pause = 2;
      entries.some((entry) => this.#table.isStill(entry));
      pause = Math.min(2 * pause, 25)
    ) {
      if (Date.now() >= deadline) return false;
      await delay(pause);
    }
    return true;
  }

  /** Kills all there is and all that comes in between; gives those that were killed. */
  async #kill(): Promise<readonly ProcessEntry[]> {
    const deadline = Date.now() + killMs;
    const stopped = new Map<string, ProcessEntry>();
    const nameOf = ({ pid, startedAt }: ProcessEntry): string => `${pid} ${startedAt}`;
    for (let members = await this.#observe(); members.length > 0; members = await this.#observe()) {
      const fresh = members.filter((entry) => !stopped.has(nameOf(entry)));
      // All are stopped before one is killed, so that none can start another one while the list is worked off.
      this.#signal(fresh, 'SIGSTOP');
      for (const entry of fresh) stopped.set(nameOf(entry), entry);
      const late = Date.now() >= deadline;
      if (fresh.length === 0 || late) {
        this.#signal(members, 'SIGKILL');
        await this.#gone(members, late ? 100 : deadline - Date.now());
        if (late) break;
      }
    }
    return [...stopped.values()];
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between, or has become another user's.
  }
}
