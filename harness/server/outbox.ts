import type { Duplex } from 'node:stream';
import { octets } from './octets.ts';

/** What may wait for a client that does not read, in octets; then it is cut off (a server's "SendQ exceeded"). */
export const PIECE_PAUSE_MS = 10;
const SEND_LIMIT = 16 * 1024 * 1024;

const CRLF = Buffer.from('\r\n');

/**
 * All that goes to one client, in order. While raw pieces are on their way, everything else waits behind them: a
 * PONG in the middle of a line that was cut into segments would break it.
 */
export class Outbox {
  readonly #socket: Duplex;
  readonly #onWritten: (bytes: Buffer) => void;
  readonly #onOverflow: () => void;
  readonly #waiting: (() => void)[] = [];
  #waitingBytes = 0;
  #sendingPieces = false;

  /**
   * @param onWritten is told of each line (with its CRLF) and each piece when it is handed to the socket
   * @param onOverflow is called when more than `SEND_LIMIT` octets would wait; nothing more is queued
   */
  constructor(socket: Duplex, onWritten: (bytes: Buffer) => void, onOverflow: () => void) {
    this.#socket = socket;
    this.#onWritten = onWritten;
    this.#onOverflow = onOverflow;
  }

  /** Writes lines, adding CRLF to each, in one socket write. */
  lines(lines: readonly Uint8Array[]): void {
    if (lines.length === 0) return;
    const wire = lines.map((line) => Buffer.concat([line, CRLF]));
    const size = wire.reduce((sum, line) => sum + line.length, 0);
    this.#inTurn(size, () => {
      if (!this.#socket.writable) return;
      for (const line of wire) this.#onWritten(line);
      this.#socket.write(Buffer.concat(wire));
    });
  }

  /**
   * Writes exact bytes, each piece on its own: the next one only after the kernel took the last.
   * @returns when all are written, or when the connection is gone
   */
  pieces(pieces: readonly Uint8Array[]): Promise<void> {
    // Copied now: by the time that they are written the caller may have used its buffers again.
    const copies = pieces.map((piece) => Buffer.from(piece));
    const size = copies.reduce((sum, piece) => sum + piece.length, 0);
    return new Promise((resolve) => {
      const queued = this.#inTurn(size, () => {
        this.#sendingPieces = true;
        void this.#writePieces(copies).then(() => {
          this.#sendingPieces = false;
          resolve();
          this.#drain();
        });
      });
      if (!queued) resolve();
    });
  }

  /**
   * Writes many lines as they are. `onWritten` is not told of them.
   * @returns when the system has them all, so that the buffer may be used again: false when the connection is gone
   */
  bulk(lines: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      const written = (): void => resolve(this.#socket.writable);
      const queued = this.#inTurn(lines.length, () => {
        if (this.#socket.writable) this.#socket.write(lines, written);
        else written();
      });
      if (!queued) resolve(false);
    });
  }

  /** Ends the connection when everything before is written. */
  finish(): void {
    this.#inTurn(0, () => this.#socket.end());
  }

  async #writePieces(pieces: readonly Buffer[]): Promise<void> {
    for (const piece of pieces) {
      if (!this.#socket.writable) return;
      // An empty write makes no segment, and its entry in the transcript would be a lie.
      if (piece.length === 0) continue;
      this.#onWritten(piece);
      await new Promise<void>((resolve) => this.#socket.write(octets(piece), () => resolve()));
      // Nothing tells when the other side has read: the pause makes it likely that it reads each piece by itself.
      await new Promise<void>((resolve) => setTimeout(resolve, PIECE_PAUSE_MS));
    }
  }

  /** Runs `act` now, or after the pieces that are on their way; false when too much is waiting. */
  #inTurn(size: number, act: () => void): boolean {
    if (this.#waitingBytes + this.#socket.writableLength + size > SEND_LIMIT) {
      this.#onOverflow();
      return false;
    }
    if (!this.#sendingPieces) {
      act();
      return true;
    }
    this.#waitingBytes += size;
    this.#waiting.push(() => {
      this.#waitingBytes -= size;
      act();
    });
    return true;
  }

  #drain(): void {
    while (!this.#sendingPieces) {
      const act = this.#waiting.shift();
      if (act === undefined) return;
      act();
    }
  }
}
