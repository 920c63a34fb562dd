import type { Duplex } from 'node:stream';
import type { Frame } from '../wire/message-lines.ts';

/** What carries the lines of one client. */
export interface Carrier {
  /** Lines with CRLF are written to it; what is read from it are octets, or under WebSocket each message as an object. */
  readonly stream: Duplex;
  /** What a reset has to reach: under TLS and WebSocket the TCP socket, else the stream itself. */
  readonly transport: Duplex;
  /** Null for a stream of octets. */
  readonly webSocket: WebSocketTerms | null;
}

/** What was agreed on when a WebSocket was opened. */
export interface WebSocketTerms {
  /** The subprotocols that the client asked for, the most preferred first. */
  readonly offered: readonly string[];
  /** Null when none was agreed on; then the server sends text. */
  readonly subprotocol: string | null;
  /** The kind of message that each side is to send. */
  readonly frame: Frame;
}

/** One message as it came. */
export interface Message {
  readonly bytes: Buffer;
  readonly frame: Frame;
}

export function plainCarrier(stream: Duplex, transport: Duplex = stream): Carrier {
  return { stream, transport, webSocket: null };
}
