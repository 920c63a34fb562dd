import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { ClientActionError, ClientStartError, systemCode } from './client-error.ts';
import type { ClientProcess, Exit, ProcessStart } from './client-process.ts';
import { within } from './deadline.ts';

/** A stray process can hold the output open for ever; an exit is not kept back longer than this for it. */
const lastWordsMs = 250;
const maxWaitingInput = 1024 * 1024;

/** @throws ClientStartError `client-cannot-start`, `client-not-executable` */
export async function startOnPipes(start: ProcessStart): Promise<ClientProcess> {
  let child: ChildProcessWithoutNullStreams;
  try {
    child = spawn(start.program, start.args, {
      cwd: start.cwd,
      env: start.env,
      // A session and process group of its own, so that the whole group can be ended.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: 'pipe',
      ...start.runAs,
    });
  } catch (error) {
    throw cannotStart(start.program, error);
  }
  child.stdout.on('data', (chunk: Buffer) => start.onOutput(chunk, 'output'));
  child.stderr.on('data', (chunk: Buffer) => start.onOutput(chunk, 'errors'));
  // A client that closes its end is no fault of the harness; its exit is reported elsewhere.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      void within(closed, lastWordsMs).then(() => resolve({ code, signal }));
    });
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw cannotStart(start.program, error);
  }
  child.on('error', () => undefined);
  return new PipeProcess(child, exited);
}

class PipeProcess implements ClientProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcessWithoutNullStreams;

  constructor(child: ChildProcessWithoutNullStreams, exited: Promise<Exit>) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    this.exited = exited;
  }

  write(bytes: Buffer): Promise<void> {
    const { stdin } = this.#child;
    if (stdin.writableLength > maxWaitingInput) {
      return Promise.reject(
        new ClientActionError(
          'input-blocked',
          'The client does not read its standard input; more than 1 MiB waits for it.',
        ),
      );
    }
    return new Promise((resolve, reject) => {
      stdin.write(bytes, (error) => {
        if (error)
          reject(new ClientActionError('client-exited', 'The client has closed its standard input.', error));
        else resolve();
      });
    });
  }

  closeInput(): void {
    this.#child.stdin.end();
  }

  release(): void {
    const { stdin, stdout, stderr } = this.#child;
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  }
}

function cannotStart(program: string, error: unknown): ClientStartError {
  const problem = error instanceof Error ? error.message : String(error);
  return systemCode(error) === 'EACCES'
    ? new ClientStartError(
        'client-not-executable',
        `${program} may not be executed (${problem}). Check its permissions.`,
        error,
      )
    : new ClientStartError(
        'client-cannot-start',
        `${program} could not be started: ${problem}. Try the same command by hand.`,
        error,
      );
}
