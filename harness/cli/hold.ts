import { createInterface } from 'node:readline/promises';
import type { HeldMoment } from '../run/schedule.ts';

/** No deadline passes while a person is thinking. */
export const HELD_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/** Stops before and after each window until Enter is pressed (or standard input ends), so that a debugger can be attached. */
export async function holdUntilEnter({ pid, port, ids, played }: HeldMoment): Promise<void> {
  const what = played ? 'has been played' : 'is about to be played';
  const prompt = `held: ${ids.join(', ')} ${what}; the client is process ${pid} on port ${port}. Press Enter to go on. `;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  await Promise.race([terminal.question(prompt), ended]);
  terminal.close();
}
