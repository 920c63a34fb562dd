import { endAllClients } from '../client/running-clients.ts';
import { EXIT } from './exit-code.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupts {
  readonly signal: AbortSignal;
  /** The signal that came, or null. */
  readonly by: () => string | null;
  readonly stop: () => void;
}

/**
 * Makes Ctrl-C and its kin stop the run in good order: the first ends all clients and still writes the report, a
 * second one ends the clients and leaves at once.
 *
 * @returns the signal that aborts, who sent it, and how to stop listening
 */
export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  let by: string | null = null;
  const onSignal = (name: NodeJS.Signals): void => {
    if (by !== null) {
      void endAllClients().finally(() => process.exit(EXIT.interrupted));
      return;
    }
    by = name;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    by: () => by,
    stop: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
