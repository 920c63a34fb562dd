import { AsyncLocalStorage } from 'node:async_hooks';

/** Told of an error that nobody caught, with where it came from. */
export type UncaughtListener = (error: unknown, origin: 'exception' | 'rejection') => void;

type Events = 'uncaughtException' | 'unhandledRejection';
type Listener = (...args: unknown[]) => void;

const owners = new AsyncLocalStorage<UncaughtListener>();
const set = new Map<Events, { others: Listener[]; own: Listener }>();
let holds = 0;

/** Runs `act`; an error that comes of it, now or at any later time, and that nobody catches, is told to `owner`. */
export function owned<T>(owner: UncaughtListener, act: () => T): T {
  return owners.run(owner, act);
}

/**
 * From now on, uncaught errors of what was started by `owned` go to their owners and to nobody else; all others go
 * where they went before. Without this, one of them would end the process or the test run.
 *
 * @returns a function that gives back one hold; with the last of them all is as it was
 */
export function holdUncaught(): () => void {
  if (holds === 0) {
    takeOver('uncaughtException', 'exception');
    takeOver('unhandledRejection', 'rejection');
  }
  holds += 1;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holds -= 1;
    if (holds === 0) giveBack();
  };
}

function takeOver(event: Events, origin: 'exception' | 'rejection'): void {
  const others = process.rawListeners(event) as Listener[];
  process.removeAllListeners(event);
  const own: Listener = (...args) => {
    const owner = owners.getStore();
    if (owner !== undefined) {
      owner(args[0], origin);
      return;
    }
    // Whoever nobody listens for ends the process, as it would without us.
    if (others.length === 0) throw args[0];
    for (const other of others) other.apply(process, args);
  };
  process.on(event, own);
  set.set(event, { others, own });
}

function giveBack(): void {
  for (const [event, { others, own }] of set) {
    process.off(event, own);
    const added = process.rawListeners(event) as Listener[];
    process.removeAllListeners(event);
    for (const listener of [...others, ...added]) process.on(event, listener);
  }
  set.clear();
}
