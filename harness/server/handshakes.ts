import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A handshake, of TLS or WebSocket, that takes longer never ends: the connection is cut. */
export const HANDSHAKE_MS = 20_000;

/** The connections that have not shaken hands yet. */
export class Handshakes {
  readonly #limitMs: number;
  readonly #open = new Set<Socket>();

  constructor(limitMs = HANDSHAKE_MS) {
    this.#limitMs = limitMs;
  }

  /**
   * @param stream what shakes hands, on the socket
   * @returns to be called when it is done
   */
  begin(socket: Socket, stream: Duplex): () => void {
    const cut = setTimeout(() => socket.destroy(), this.#limitMs).unref();
    const done = (): void => {
      clearTimeout(cut);
      this.#open.delete(socket);
    };
    this.#open.add(socket);
    // Nobody else listens before there is a session.
    socket.on('error', () => undefined);
    stream.on('error', () => socket.destroy());
    socket.on('close', done);
    return done;
  }

  /** Cuts all that are still at it. */
  cut(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
