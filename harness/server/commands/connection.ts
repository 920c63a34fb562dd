import type { IrcLine } from '../../wire/line.ts';
import { beforeForbidden } from '../octets.ts';
import type { Turn } from '../turn.ts';

/** PING from the client: PONG with the token, byte for byte. */
export function handlePing(turn: Turn, line: IrcLine): void {
  const token = line.params[0];
  if (token === undefined || token.length === 0) turn.numeric('409', [], 'No origin specified');
  else turn.fromServer('PONG', [turn.server.name], token);
}

/** PONG needs no answer; who waits for it listens to the lines. */
export function handlePong(): void {
  // Nothing to do.
}

export function handleQuit(turn: Turn, line: IrcLine): void {
  const reason = beforeForbidden(line.params[0] ?? Buffer.alloc(0)).toString('latin1');
  turn.farewell = `Quit: ${reason}`;
}

/** AUTHENTICATE: there are no accounts here, so every attempt fails, and the client goes on with CAP END. */
export function handleAuthenticate(turn: Turn): void {
  turn.numeric('904', [], 'SASL authentication failed');
}
