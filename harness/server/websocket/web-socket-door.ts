import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Frame } from '../../wire/message-lines.ts';
import type { Carrier } from '../carrier.ts';
import { MessageStream } from './message-stream.ts';
import { agreed, SUBPROTOCOLS } from './subprotocol.ts';

/** The most octets of a message; a client that sends a longer one is cut off with the code for that. */
const LONGEST_MESSAGE = 1024 * 1024;
const MOST_FRAGMENTS = 4096;

/** Makes WebSockets of connections (RFC 6455 section 4.2). */
export class WebSocketDoor {
  readonly #http: Server;
  readonly #webSockets: WebSocketServer;
  readonly #arrivals = new WeakMap<Duplex, (carrier: Carrier) => void>();

  /** @param spoken which messages the server has a subprotocol for */
  constructor(spoken: readonly Frame[]) {
    this.#webSockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: LONGEST_MESSAGE,
      maxFragments: MOST_FRAGMENTS,
      // What a client sends as text and is no UTF-8 is to be seen, and judged.
      skipUTF8Validation: true,
      handleProtocols: (offered) => agreed(offered, spoken) ?? false,
    });
    this.#http = createServer((_, response) => {
      response.writeHead(426, { connection: 'close', upgrade: 'websocket', 'content-type': 'text/plain' });
      response.end('This is an IRC server that speaks WebSocket.\n');
    });
    this.#http.on('upgrade', (request, stream: Duplex, head: Buffer) => this.#upgrade(request, stream, head));
  }

  /**
   * Waits for the handshake of a client.
   *
   * @param stream the TCP socket, or TLS on it
   * @param enters called with what carries its lines; never, for a client that does not shake hands: bounding that is for the caller
   */
  take(stream: Duplex, transport: Duplex, enters: (carrier: Carrier) => void): void {
    this.#arrivals.set(stream, (carrier) => enters({ ...carrier, transport }));
    this.#http.emit('connection', stream);
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const enters = this.#arrivals.get(stream);
    this.#webSockets.handleUpgrade(request, stream, head, (webSocket) => {
      const subprotocol = webSocket.protocol === '' ? null : webSocket.protocol;
      const frame = SUBPROTOCOLS.get(webSocket.protocol) ?? 'text';
      enters?.({
        stream: new MessageStream(webSocket, stream, frame),
        transport: stream,
        webSocket: { offered: offeredIn(request), subprotocol, frame },
      });
    });
  }
}

function offeredIn({ headers }: IncomingMessage): string[] {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
