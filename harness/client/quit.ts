import type { ClientProcess, Exit } from './client-process.ts';
import { within } from './deadline.ts';
import type { ClientSpec, QuitSpec } from './spec.ts';
import type { LineInput } from './user-input.ts';

export interface Quitter {
  readonly spec: ClientSpec;
  readonly process: ClientProcess;
  readonly input: LineInput;
  readonly exited: Promise<Exit>;
  readonly exit: () => Exit | null;
}

/** Tries one way after the other, each for an equal part of the time. */
export async function askToQuit(client: Quitter, deadlineMs: number): Promise<Exit | null> {
  const { commands, closeInput, signal } = client.spec.quit ?? defaultQuit(client.spec);
  const ways: (() => Promise<void> | void)[] = [];
  if (commands !== undefined)
    ways.push(() => client.input.send([commands].flat().map((line) => Buffer.from(line))));
  if (closeInput === true) ways.push(() => client.process.closeInput());
  if (signal !== undefined) ways.push(() => void process.kill(client.process.pid, signal));
  for (const way of ways) {
    if (client.exit() !== null) break;
    const attempt = (async () => {
      await way();
      return client.exited;
    })();
    // A way that cannot be gone (no FIFO, a closed input) leaves its share of the time for the client to end by itself.
    const exit = await within(
      attempt.catch(() => client.exited),
      deadlineMs / ways.length,
    );
    if (exit !== null) return exit;
  }
  return client.exit();
}

function defaultQuit({ terminal }: ClientSpec): QuitSpec {
  return { closeInput: terminal.kind === 'pipe', signal: 'SIGTERM' };
}
