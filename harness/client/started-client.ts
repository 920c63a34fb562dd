import type { Exit } from './client-process.ts';
import type { Endable } from './running-clients.ts';
import type { Look } from './served/look.ts';
import type { ShownLine, StyledLine } from './shown-line.ts';
import type { ActionKind } from './spec.ts';
import type { ActionValues } from './user-line.ts';

/** How the connection of a client came to its end, as the person at it tells; `withdrawn`: that was not the client. */
export type LossStory = 'crashed' | 'left' | 'withdrawn';

/**
 * A client that was started: a process of its own (`RunningClient`), a library inside this one (`InProcessClient`), or
 * whatever a person has started (`ServedClient`), which alone has the last three functions.
 */
export interface StartedClient extends Endable {
  /** Null for a client that has no process of its own. */
  readonly pid: number | null;
  /** The throw-away home; null for a client that has none. */
  readonly home: string | null;
  /** How the client ended, or null while it runs. */
  readonly exit: Exit | null;
  whenExited(): Promise<Exit>;
  /** Whether it is known how a user does this. */
  can(kind: ActionKind): boolean;
  /** Makes the user do something. @throws ClientActionError */
  act(kind: ActionKind, values: ActionValues): Promise<void>;
  /** Whether a control character can be typed into it: on the keyboard of a terminal each one is a key of its own. */
  readonly takesControls: boolean;
  /** Whether what it is told to say can have line breaks and NUL in it; whatever is typed as a line ends there. */
  readonly takesLineBreaks: boolean;
  /** Whether octets that are no UTF-8 can be typed into it; what is handed over as text has none. */
  readonly takesOctets: boolean;
  readonly hasDisplay: boolean;
  /** Everything shown so far as lines of text, oldest first; null when it is not known where to look. */
  displayLines(): Promise<readonly string[] | null>;
  /** The same, with the log file that each of them stands in. */
  shownLines(): Promise<readonly ShownLine[] | null>;
  /** The last of them with their looks; null for a client of which `printed()` is null. */
  styledLines(): Promise<readonly StyledLine[] | null>;
  /** How much it has printed, as it would on a terminal; null where what it shows is seen elsewhere. */
  printed(): number | null;
  /** What it has printed since `printed()` gave this number, controls and all, or the end of that. */
  printedSince(mark: number): Buffer;
  /** The end of all that it printed. */
  outputTail(): Buffer;
  /** Asks the client to go. @returns how it ended, or null when it was still there after `deadlineMs` */
  quit(deadlineMs?: number): Promise<Exit | null>;
  /**
   * After its end: how many processes that it started are still there, when they have had so long to go by themselves;
   * null where that cannot be told.
   */
  leftBehind(waitMs: number): Promise<number | null>;
  /**
   * Asks the person who sits at it what it shows.
   *
   * @returns lines that say the same; null when the line that must be there is not
   * @throws PersonError `skipped`
   */
  look?(look: Look): Promise<readonly ShownLine[] | null>;
  /** Asks the person what became of the connection. */
  explainLoss?(): Promise<LossStory>;
  /** Has the person take back what was set before, but for these settings. */
  keepOnly?(wanted: ReadonlySet<string>): Promise<void>;
}

/** How a client ended, in words that follow its name. */
export function endedHow({ code, signal, error }: Exit): string {
  if (error !== undefined) return error;
  return signal === null ? `ended with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
}
