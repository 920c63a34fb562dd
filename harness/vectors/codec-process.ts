import { randomUUID } from 'node:crypto';
import type { Exit } from '../client/client-process.ts';
import { commandWords } from '../client/command-words.ts';
import { within } from '../client/deadline.ts';
import { clientEnvironment, markVariable } from '../client/environment.ts';
import { findProgram } from '../client/find-program.ts';
import { createHome, removeHome } from '../client/home.ts';
import { treeOf } from '../client/launch.ts';
import { OutputTail } from '../client/output-tail.ts';
import { startOnPipes } from '../client/pipe-process.ts';
import {
  noteEnded,
  noteHome,
  noteHomeGone,
  noteRunning,
  noteStart,
  type Endable,
} from '../client/running-clients.ts';

/** How long a codec may take to go when its input is closed, and again after SIGTERM, in milliseconds. */
const graceMs = 500;

/** A codec that was started. */
export interface CodecProcess extends Endable {
  /** Resolves when it has ended and all that it wrote was delivered. */
  readonly exited: Promise<Exit>;
  /** Sends a line; a codec that takes nothing any more is found out by its exit or by its silence. */
  send(line: string): void;
  /** The last 64 KiB that it wrote on standard error. */
  lastWords(): Buffer;
  /** Closes its input and ends every process of it. */
  end(): Promise<void>;
}

/**
 * Starts a codec as clients are started: in a throw-away home and a clean environment, by no shell.
 *
 * @param onOutput told of each piece of its standard output
 * @throws ClientStartError; nothing is left behind then
 */
export function startCodec(command: string, onOutput: (chunk: Buffer) => void): Promise<CodecProcess> {
  return noteStart(start(command, onOutput));
}

async function start(command: string, onOutput: (chunk: Buffer) => void): Promise<CodecProcess> {
  const home = await createHome();
  noteHome(home);
  const forgetHome = async (): Promise<void> => {
    if (await removeHome(home)) noteHomeGone(home);
  };
  try {
    return await startIn(home, command, onOutput, forgetHome);
  } catch (error) {
    await forgetHome();
    throw error;
  }
}

async function startIn(
  home: string,
  command: string,
  onOutput: (chunk: Buffer) => void,
  forgetHome: () => Promise<void>,
): Promise<CodecProcess> {
  // Of the placeholders only the home means something to a codec.
  const values = { host: '', port: 0, nick: '', home };
  const [name, ...args] = commandWords(command, values);
  const mark = randomUUID();
  const env = clientEnvironment(values, mark);
  const cwd = process.cwd();
  const program = findProgram(name, env['PATH'] ?? '', cwd);
  const errors = new OutputTail();
  const codec = await startOnPipes({
    program,
    args,
    cwd,
    env,
    runAs: undefined,
    onOutput: (chunk, stream) => (stream === 'output' ? onOutput(chunk) : errors.push(chunk)),
  });
  const tree = treeOf(codec.pid, `${markVariable}=${mark}`);
  let lives = true;
  const exited = codec.exited.then(async (exit) => {
    await tree.leaderEnded().catch(() => undefined);
    lives = false;
    return exit;
  });
  const endOnce = async (): Promise<void> => {
    try {
      codec.closeInput();
      await within(exited, graceMs);
      await tree.end(graceMs);
    } finally {
      codec.release();
      await forgetHome();
      noteEnded(running);
    }
  };
  let ending: Promise<void> | null = null;
  const running: CodecProcess = {
    exited,
    send: (line) => void codec.write(Buffer.from(`${line}\n`)).catch(() => undefined),
    lastWords: () => errors.bytes(),
    end: () => (ending ??= endOnce()),
    endNow: () => tree.killNow(lives),
  };
  noteRunning(running);
  return running;
}
