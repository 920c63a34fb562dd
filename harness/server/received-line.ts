import type { CarriedLine, Frame } from '../wire/message-lines.ts';
import { parseLine } from '../wire/line.ts';
import type { IrcLine } from '../wire/line.ts';
import { isDuty } from './dispatch.ts';

/** One line from the client. */
export interface ReceivedLine {
  /** Milliseconds since the session began, to 0.1. */
  readonly ms: number;
  /** Without its ending. */
  readonly raw: Buffer;
  /**
   * `none` for an overlong line, and for what stood last without a line feed; the server does not act on either. `message`:
   * it ended with its WebSocket message, as it is to.
   */
  readonly ending: CarriedLine['ending'];
  /** The kind of WebSocket message that it came in; null where there are none. */
  readonly frame: Frame | null;
  /** Longer than the server keeps; `raw` is the start of it, and the server does not act on it. */
  readonly overlong: boolean;
  /** Null when there is no command in it. */
  readonly line: IrcLine | null;
  /** Whether the server knows this verb as ordinary protocol duty (CAP, PONG, WHO, …) and no message to others. */
  readonly duty: boolean;
}

/** When and how a line came. */
export type Arrival = Pick<ReceivedLine, 'ms' | 'frame'>;

const NOTHING = Buffer.alloc(0);
const ENDINGS = {
  crlf: Buffer.from('\r\n'),
  lf: Buffer.from('\n'),
  message: NOTHING,
  none: NOTHING,
} as const;

/** The line with its ending, as it was on the wire, in a buffer of its own, so that the chunk it came in can be freed. */
export function lineWithEnding({ bytes, ending }: Pick<CarriedLine, 'bytes' | 'ending'>): Buffer {
  return Buffer.concat([bytes, ENDINGS[ending]]);
}

/** Reads a line; `wire` is what `lineWithEnding` gave for it, and is shared by the result. */
export function readLine(
  { bytes, ending, overlong }: CarriedLine,
  wire: Buffer,
  { ms, frame }: Arrival,
): ReceivedLine {
  const raw = wire.subarray(0, bytes.length);
  const line = parseLine(raw);
  return { ms, raw, ending, frame, overlong, line, duty: line !== null && !overlong && isDuty(line) };
}
