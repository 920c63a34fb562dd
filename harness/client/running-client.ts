import { ClientActionError } from './client-error.ts';
import type { ClientProcess, Exit } from './client-process.ts';
import { within } from './deadline.ts';
import type { Display } from './display.ts';
import { removeHome } from './home.ts';
import { layOfferedFile } from './offered-file.ts';
import type { OutputTail } from './output-tail.ts';
import type { ClientTree } from './process-tree.ts';
import { askToQuit } from './quit.ts';
import { noteEnded, noteHomeGone, noteRunning } from './running-clients.ts';
import type { Screen } from './screen.ts';
import type { ShownLine, StyledLine } from './shown-line.ts';
import type { ActionKind, ClientSpec } from './spec.ts';
import type { StartedClient } from './started-client.ts';
import type { LineInput } from './user-input.ts';
import { isJson, userLine, type ActionValues } from './user-line.ts';

const OFFERS_FILE: ReadonlySet<ActionKind> = new Set<ActionKind>(['dcc-send', 'dcc-passive-send']);

/** How long the exit of a killed process may take to be told. */
const exitMs = 1000;

export interface EndReport {
  /** Null only when the system could not end the client at all. */
  readonly exit: Exit | null;
  /** How many processes other than the first one were still there after SIGTERM and the grace, and were killed. */
  readonly survivors: number;
  /** Whether the first process itself had to be killed. */
  readonly killed: boolean;
  /** False when the home was kept on purpose or could not be deleted. */
  readonly homeRemoved: boolean;
}

export interface RunningClientParts {
  readonly spec: ClientSpec;
  readonly home: string;
  readonly keepHome: boolean;
  readonly graceMs: number;
  readonly process: ClientProcess;
  readonly tree: ClientTree;
  readonly input: LineInput;
  readonly tail: OutputTail;
  readonly display: Display | null;
  readonly screen: Screen | null;
  /** Functions to be called on output; shared with whoever takes the output in. */
  readonly outputListeners: Set<() => void>;
}

/** A client that was started as a process. */
export class RunningClient implements StartedClient {
  readonly pid: number;
  /** The client's throw-away home. */
  readonly home: string;
  readonly #parts: RunningClientParts;
  readonly #exited: Promise<Exit>;
  #exit: Exit | null = null;
  #ending: Promise<EndReport> | null = null;

  constructor(parts: RunningClientParts) {
    this.#parts = parts;
    this.pid = parts.process.pid;
    this.home = parts.home;
    this.#exited = this.#watchExit();
    noteRunning(this);
  }

  /** How the client ended, or null while it runs. */
  get exit(): Exit | null {
    return this.#exit;
  }

  whenExited(): Promise<Exit> {
    return this.#exited;
  }

  /** Whether the spec says how a user does this. */
  can(kind: ActionKind): boolean {
    return this.#parts.spec.user?.commands[kind] !== undefined;
  }

  /**
   * Makes the user do something.
   *
   * @throws ClientActionError
   */
  async act(kind: ActionKind, values: ActionValues): Promise<void> {
    const command = this.#parts.spec.user?.commands[kind];
    if (command === undefined) {
      throw new ClientActionError(
        'no-such-action',
        `It is not known how a user of ${this.#parts.spec.name} does "${kind}". Add user.commands.${kind} to its profile.`,
      );
    }
    const { encoding } = this.#parts.spec.user ?? {};
    const filled = OFFERS_FILE.has(kind) ? { ...values, file: await this.#layFile(values) } : values;
    const lines = [command].flat().map((template) => userLine(template, filled, encoding));
    if (this.#exit !== null)
      throw new ClientActionError('client-exited', 'The client has ended; nothing can be typed.');
    await this.#parts.input.send(lines);
  }

  /** The text of an offer is the name of a file; it is there when the user offers it. */
  #layFile({ text = '', content }: ActionValues): Promise<string> {
    return layOfferedFile(this.home, Buffer.from(text).toString('utf8'), content);
  }

  get takesControls(): boolean {
    const { terminal, user } = this.#parts.spec;
    return terminal.kind === 'pipe' || user?.through.kind === 'fifo';
  }

  get takesLineBreaks(): boolean {
    return isJson(this.#parts.spec.user?.encoding);
  }

  get takesOctets(): boolean {
    const { encoding = 'plain' } = this.#parts.spec.user ?? {};
    return encoding === 'plain' || encoding === 'json-octets';
  }

  get hasDisplay(): boolean {
    return this.#parts.display !== null;
  }

  /** Everything shown so far as lines of text, oldest first; null when it is not known where to look. */
  async displayLines(): Promise<readonly string[] | null> {
    return (await this.shownLines())?.map(({ text }) => text) ?? null;
  }

  shownLines(): Promise<readonly ShownLine[] | null> {
    return this.#parts.display?.lines() ?? Promise.resolve(null);
  }

  styledLines(): Promise<readonly StyledLine[] | null> {
    const { display } = this.#parts;
    return display === null || this.printed() === null ? Promise.resolve(null) : display.styledLines();
  }

  /** False when the client showed so much that part of it is lost. */
  get displayIsComplete(): boolean {
    return this.#parts.display?.complete ?? true;
  }

  /** The rows of the terminal as they are now; null without a terminal. */
  async screenshot(): Promise<readonly string[] | null> {
    await this.#parts.screen?.settle();
    return this.#parts.screen?.visible() ?? null;
  }

  /** How much it has printed as it would on a terminal; null for one that shows it in log files, or otherwise there. */
  printed(): number | null {
    const { display } = this.#parts.spec;
    const isTerminal = display !== undefined && display.source !== 'file' && display.forPipes !== true;
    return isTerminal ? this.outputBytes : null;
  }

  printedSince(mark: number): Buffer {
    const tail = this.outputTail();
    return tail.subarray(Math.max(0, tail.length - (this.outputBytes - mark)));
  }

  /** The last 64 KiB of all that it printed (of a terminal with the control sequences). */
  outputTail(): Buffer {
    return this.#parts.tail.bytes();
  }

  /** How many bytes it has printed in all. */
  get outputBytes(): number {
    return this.#parts.tail.total;
  }

  /**
   * Calls `listener` after each piece of output.
   *
   * @returns a function that stops it
   */
  onOutput(listener: () => void): () => void {
    this.#parts.outputListeners.add(listener);
    return () => void this.#parts.outputListeners.delete(listener);
  }

  /**
   * Asks the client to quit, as its spec says.
   *
   * @returns how it ended, or null when it was still there after `deadlineMs` milliseconds in all
   */
  quit(deadlineMs = 5000): Promise<Exit | null> {
    const { spec, process, input } = this.#parts;
    return askToQuit({ spec, process, input, exited: this.#exited, exit: () => this.#exit }, deadlineMs);
  }

  leftBehind(waitMs: number): Promise<number | null> {
    return this.#parts.tree.left(waitMs);
  }

  /** Ends every process of the client and removes the home. Does not ask politely; calling it again does nothing. */
  end(): Promise<EndReport> {
    this.#ending ??= this.#endOnce();
    return this.#ending;
  }

  endNow(): void {
    this.#parts.tree.killNow(this.#exit === null);
  }

  async #watchExit(): Promise<Exit> {
    const exit = await this.#parts.process.exited;
    await this.#parts.tree.leaderEnded().catch(() => undefined);
    this.#exit = exit;
    return exit;
  }

  async #endOnce(): Promise<EndReport> {
    const { tree, process, home, keepHome, graceMs } = this.#parts;
    let homeRemoved = false;
    try {
      const { killed, survivors } = await tree.end(graceMs);
      const exit = await within(this.#exited, exitMs);
      if (!keepHome) homeRemoved = await removeHome(home);
      return { exit, survivors, killed, homeRemoved };
    } finally {
      process.release();
      if (homeRemoved) noteHomeGone(home);
      noteEnded(this);
    }
  }
}
