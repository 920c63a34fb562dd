import { closeSync, constants, openSync } from 'node:fs';
import { constants as system } from 'node:os';
import { ClientActionError, ClientStartError } from './client-error.ts';
import type { ClientProcess, Exit, ProcessStart } from './client-process.ts';
import { loadSpawnPty, type Pty } from './pty-module.ts';

/** @throws ClientStartError `pty-unavailable`, `client-cannot-start` */
export async function startOnPty(
  start: ProcessStart,
  size: { readonly columns: number; readonly rows: number },
): Promise<ClientProcess> {
  const spawnPty = await loadSpawnPty();
  let pty: Pty;
  try {
    pty = spawnPty(start.program, [...start.args], {
      name: start.env['TERM'] ?? 'xterm-256color',
      cols: size.columns,
      rows: size.rows,
      cwd: start.cwd,
      env: { ...start.env },
      encoding: null,
      ...start.runAs,
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ClientStartError(
      'client-cannot-start',
      `${start.program} could not be started on a terminal: ${problem}. Try the same command by hand.`,
      error,
    );
  }
  return new PtyProcess(pty, start);
}

class PtyProcess implements ClientProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly #pty: Pty;
  #gone = false;

  constructor(pty: Pty, start: ProcessStart) {
    this.#pty = pty;
    this.pid = pty.pid;
    const letGo = holdOpen(pty.ptsName);
    pty.onData((chunk) => start.onOutput(chunk, 'output'));
    this.exited = new Promise((resolve) => {
      pty.onExit(({ exitCode, signal }) => {
        this.#gone = true;
        letGo();
        resolve(exitOf(exitCode, signal));
      });
    });
  }

  write(bytes: Buffer): Promise<void> {
    if (this.#gone) {
      return Promise.reject(
        new ClientActionError('client-exited', 'The client has ended; its terminal is closed.'),
      );
    }
    this.#pty.write(bytes);
    return Promise.resolve();
  }

  /** A terminal has no end of input; what Ctrl-D does is up to the client. */
  closeInput(): void {
    // Nothing to close.
  }

  release(): void {
    // The terminal is closed by its package when the client has ended.
  }
}

/**
 * Linux throws away what is still unread when the last process closes its side of the terminal, and so the last
 * words of a client that crashes. While the harness holds that side open too, nothing is lost.
 */
function holdOpen(terminal: string): () => void {
  let handle: number | null;
  try {
    handle = openSync(terminal, constants.O_RDWR | constants.O_NOCTTY);
  } catch {
    handle = null; // It has ended already.
  }
  return () => {
    if (handle !== null) closeSync(handle);
    handle = null;
  };
}

/** Death by a signal comes with the exit code 0, so the signal is looked at first. */
function exitOf(code: number, signal: number | undefined): Exit {
  if (signal === undefined || signal === 0) return { code, signal: null };
  const names = Object.entries(system.signals) as [NodeJS.Signals, number][];
  return { code: null, signal: names.find(([, number]) => number === signal)?.[0] ?? null };
}
