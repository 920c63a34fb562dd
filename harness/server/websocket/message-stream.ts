import { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Frame } from '../../wire/message-lines.ts';
import type { Message } from '../carrier.ts';
import { OutgoingMessages } from './outgoing-messages.ts';

/** RFC 6455 section 7.4.1: the endpoint is going away, as a server that goes down. */
const GOING_AWAY = 1001;

/**
 * A WebSocket as a stream: lines with CRLF are written to it and go out as messages; each message that comes is read from
 * it as an object. Its end is that of the WebSocket; destroyed, it cuts the connection.
 */
export class MessageStream extends Duplex {
  readonly #webSocket: WebSocket;
  readonly #below: Duplex;
  readonly #frame: Frame;
  readonly #outgoing: OutgoingMessages;
  #error: Error | null = null;

  /** @param below what the WebSocket runs on */
  constructor(webSocket: WebSocket, below: Duplex, frame: Frame) {
    super({ readableObjectMode: true, allowHalfOpen: false });
    this.#webSocket = webSocket;
    this.#below = below;
    this.#frame = frame;
    this.#outgoing = new OutgoingMessages(frame);
    webSocket.on('message', (data, isBinary) => {
      const message: Message = { bytes: data as Buffer, frame: isBinary ? 'binary' : 'text' };
      if (!this.push(message)) webSocket.pause();
    });
    // A client that breaks the rules of RFC 6455 is told so by the code of the closing frame, and then is gone.
    webSocket.on('error', (error) => (this.#error = error));
    webSocket.on('close', () => {
      if (this.#error === null) this.push(null);
      else this.destroy(this.#error);
    });
  }

  override _read(): void {
    if (this.#webSocket.isPaused) this.#webSocket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const frames = this.#outgoing.take(chunk);
    if (frames.length === 0 || this.#webSocket.readyState !== WebSocket.OPEN) {
      done();
      return;
    }
    const options = { binary: this.#frame === 'binary', compress: false };
    this.#below.cork();
    frames.forEach(({ bytes, last }, index) =>
      this.#webSocket.send(
        bytes,
        { ...options, fin: last },
        // That it could not be sent is told by `close`.
        index === frames.length - 1 ? () => done() : undefined,
      ),
    );
    this.#below.uncork();
  }

  override _final(done: () => void): void {
    this.#webSocket.close(GOING_AWAY);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#webSocket.terminate();
    done(error);
  }
}
