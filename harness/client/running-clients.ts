import { rmSync } from 'node:fs';

/** What is needed to clear up after a client. */
export interface Endable {
  end(): Promise<unknown>;
  /** At once and without waiting, for the moment when the harness itself ends. */
  endNow(): void;
}

const running = new Set<Endable>();
const starting = new Set<Promise<unknown>>();
const homes = new Set<string>();
let watching = false;

/** Keeps note of a start, so that a client which is just being started is ended with the others. */
export function noteStart<T>(start: Promise<T>): Promise<T> {
  watchForExit();
  starting.add(start);
  const done = (): void => void starting.delete(start);
  start.then(done, done);
  return start;
}

export function noteRunning(client: Endable): void {
  running.add(client);
}

export function noteEnded(client: Endable): void {
  running.delete(client);
}

/** The home is removed when the harness ends, unless it is taken off the list before. */
export function noteHome(home: string): void {
  homes.add(home);
}

export function noteHomeGone(home: string): void {
  homes.delete(home);
}

/** Ends every client of this harness process and removes their homes; for Ctrl-C and other early ends. */
export async function endAllClients(): Promise<void> {
  while (running.size > 0 || starting.size > 0) {
    await Promise.allSettled([...starting]);
    await Promise.allSettled([...running].map((client) => client.end()));
  }
}

/** For an end of the harness that nobody announced: an exception, or process.exit. */
function watchForExit(): void {
  if (watching) return;
  watching = true;
  process.once('exit', () => {
    for (const client of running) client.endNow();
    for (const home of homes) {
      try {
        rmSync(home, { recursive: true, force: true, maxRetries: 2 });
      } catch {
        // Nothing is left that could be done about it.
      }
    }
  });
}
