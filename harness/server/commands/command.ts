import type { IrcLine } from '../../wire/line.ts';
import type { Turn } from '../turn.ts';

/** How the server takes one verb. */
export interface Command {
  /** Puts the replies into the turn. `raw` is the line as it came, without its ending. */
  readonly handle: (turn: Turn, line: IrcLine, raw: Buffer) => void;
  /** With fewer parameters the client gets 461 instead. */
  readonly minParams?: number;
  /** Allowed before registration; the others get 451 there. */
  readonly early?: boolean;
  /** False for messages to others, which are what a suite judges; the rest is ordinary protocol duty. */
  readonly duty: boolean;
}
