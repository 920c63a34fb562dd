import { LINE_LIMIT, LineSplitter, type RawLine } from './splitter.ts';

/** The two kinds of messages of a WebSocket (RFC 6455 section 5.6): text is UTF-8, binary may hold any octets. */
export type Frame = 'text' | 'binary';

/** A line of a stream of octets, or of a message. */
export interface CarriedLine extends Omit<RawLine, 'ending'> {
  /** `message`: its message ended with it, as it is to; the others as in a stream. */
  readonly ending: RawLine['ending'] | 'message';
}

/**
 * The lines of one WebSocket message. It is to be one line without a line break (IRCv3, WebSocket support); where a line
 * break stands in it, a server that puts the message into its stream of lines reads several, and so it is read here.
 *
 * @param limitBytes the most octets of a line without its ending
 */
export function linesOfMessage(message: Uint8Array, limitBytes = LINE_LIMIT): CarriedLine[] {
  const splitter = new LineSplitter(limitBytes);
  const broken = splitter.push(message);
  const last = splitter.end();
  if (last !== null) return [...broken, { ...last, ending: last.overlong ? 'none' : 'message' }];
  // Nothing at all is an empty line; nothing behind a line break is none.
  return broken.length > 0 ? broken : [{ bytes: Buffer.alloc(0), ending: 'message', overlong: false }];
}
