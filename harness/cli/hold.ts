import { createInterface, type Interface } from 'node:readline';
import type { HeldMoment } from '../run/schedule/schedule-model.ts';

/** No deadline passes while a person is thinking. */
export const HELD_TIMEOUT_MS = 24 * 60 * 60 * 1000;

export interface Holder {
  readonly hold: (moment: HeldMoment) => Promise<void>;
  /** Lets go of standard input; an open one would keep the process alive. */
  readonly close: () => void;
}

/**
 * Stops before and after each window until Enter is pressed, so that a debugger can be attached. Once standard
 * input has ended, or `signal` fires, nothing is held any more.
 */
export function holderOf(signal: AbortSignal): Holder {
  let input: Interface | null = null;
  let over = false;
  const hold = async ({ pid, port, ids, played }: HeldMoment): Promise<void> => {
    if (over || signal.aborted) return;
    // Without an output of its own, so that Ctrl-C stays a signal and is not read as a key.
    input ??= createInterface({ input: process.stdin, terminal: false }).once('close', () => (over = true));
    const what = played ? 'has been played' : 'is about to be played';
    process.stdout.write(
      `held: ${ids.join(', ')} ${what}; the client is ${pid === null ? 'in this process' : `process ${pid}`} on port ${port}. Press Enter to go on.\n`,
    );
    await nextLine(input, signal);
  };
  return { hold, close: () => input?.close() };
}

function nextLine(input: Interface, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      input.off('line', done).off('close', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    input.on('line', done).on('close', done);
    signal.addEventListener('abort', done);
  });
}
