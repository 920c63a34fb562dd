import type { Evidence, InconclusiveCause } from '../../../reports/model/report.ts';
import type { DccSeen } from '../dcc/dcc-stage.ts';
import type { Taken } from '../bait/watch.ts';
import type { Measured } from '../flood/measured.ts';
import type { ShownLine, StyledLine } from '../../client/shown-line.ts';
import type { ReceivedLine } from '../../server/session.ts';
import type { ExitKind } from '../../scenario/model.ts';
import type { Play } from './play.ts';

export type EventRole = 'stimulus' | 'control' | 'caused' | 'ambient' | 'duty';

/** One entry of a transcript while it is still bytes. */
export interface PlayEvent {
  readonly ms: number;
  readonly from: 'server' | 'client' | 'user' | 'screen' | 'process';
  readonly bytes: Buffer;
  readonly role: EventRole;
  readonly note?: string;
}

export interface CausedLine {
  readonly received: ReceivedLine;
  readonly event: PlayEvent;
  /** Nothing names the stimulus: it is held for caused only because it came between the stimulus and the fence. */
  readonly byTimeOnly: boolean;
}

/** How a client went away, or stopped working, while a play was on. */
export interface Ending {
  readonly kind: 'crashed' | 'disconnected' | 'hung' | 'flooded';
  readonly note: string;
  readonly event: PlayEvent;
}

/** All that was seen of one play, before anything is judged. */
export interface Observation {
  readonly play: Play;
  /** Played with nothing else in flight. */
  readonly alone: boolean;
  /** On a client that was started for it. */
  readonly fresh: boolean;
  readonly caused: readonly CausedLine[];
  /** Lines of the display that carry a token or a peer; null when the display was not looked at. */
  readonly shown: readonly ShownLine[] | null;
  /** The display with its looks; null where nobody asks for them, or where they cannot be seen. */
  readonly styled: readonly StyledLine[] | null;
  /** All octets that it wrote meanwhile where it shows what it shows; null where that is no terminal or output. */
  readonly printed: Buffer | null;
  readonly ending: Ending | null;
  /** What became of the process once the server had ended the connection; null where it did not. */
  readonly exit: ExitKind | null;
  /** Milliseconds since the epoch at which the clock of the events stood at 0. */
  readonly epochMs: number;
  readonly canary: boolean;
  /** Who took what was offered; null where nobody watched. */
  readonly taken: Taken | null;
  /** What was measured of a flood; null where there was none. */
  readonly measured: Measured | null;
  /** What was seen of a conversation by DCC; null where the peer does nothing by it. */
  readonly dcc: DccSeen | null;
  readonly evidence: Evidence | null;
  /** The length of the wait that the evidence rests on; null when it rests on a fence. */
  readonly observationMs: number | null;
  /** The scenario itself declared that wait, so that it may decide. */
  readonly observationDeclared: boolean;
  readonly cause: InconclusiveCause | null;
  readonly events: readonly PlayEvent[];
  /** The event that proves a silence: the reply to the control after the stimulus. */
  readonly fence: PlayEvent | null;
}
