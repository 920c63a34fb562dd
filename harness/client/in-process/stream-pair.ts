import { AsyncResource } from 'node:async_hooks';
import { Duplex } from 'node:stream';

/**
 * Two ends of a connection without a network. As with TCP, what one side writes the other reads later and in
 * copies, a write is done when the other side has taken it, and the end of one side reaches the other: an orderly one
 * as `end`, a reset as an error. (The pair that Node has does not carry the last two over.)
 *
 * @param inside runs a function as the owner of `theirs`: in the asynchronous context to which its events belong
 */
export function streamPair(inside: <T>(act: () => T) => T): {
  readonly ours: Duplex;
  readonly theirs: Duplex;
} {
  const ours = new StreamEnd();
  const theirs = inside(() => new StreamEnd());
  ours.peer = theirs;
  theirs.peer = ours;
  return { ours, theirs };
}

class StreamEnd extends Duplex {
  peer: StreamEnd | null = null;
  /** Where the listeners of this end run, whoever causes the event. */
  readonly #scope = new AsyncResource('ctcpspec-stream');
  /** To be called when what the other side has written is taken. */
  #taken: (() => void) | null = null;
  /** Ends the write of this side that the other has not taken yet. */
  #written: ((error?: Error) => void) | null = null;

  constructor() {
    super({ allowHalfOpen: false });
  }

  override _read(): void {
    const taken = this.#taken;
    this.#taken = null;
    taken?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const copy = Buffer.from(chunk);
    const written = (error?: Error): void => {
      if (this.#written !== written) return;
      this.#written = null;
      this.#inScope(() => done(error));
    };
    this.#written = written;
    this.#later((peer) => {
      if (peer === null || peer.destroyed || peer.readableEnded) written(brokenPipe());
      else peer.#deliver(copy, written);
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#later((peer) => {
      peer?.push(null);
      this.#inScope(() => done());
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // A write of the other side that waits for us to read would wait for ever.
    this._read();
    this.#written?.(error ?? brokenPipe());
    this.#later((peer) => {
      if (peer === null || peer.destroyed) return;
      if (error !== null) peer.destroy(error);
      else peer.push(null);
    });
    done(error);
  }

  #deliver(chunk: Buffer, taken: () => void): void {
    this.#taken = taken;
    let isFull = false;
    try {
      isFull = !this.push(chunk);
    } finally {
      // A listener that throws has taken it too.
      if (!isFull) this._read();
    }
  }

  #inScope(act: () => void): void {
    try {
      this.#scope.runInAsyncScope(act);
    } catch (error) {
      // What is thrown right through a scope is not known to be of that scope any more.
      this.#scope.runInAsyncScope(() =>
        process.nextTick(() => {
          throw error;
        }),
      );
    }
  }

  /** As a network does: nobody's listener runs inside somebody else's call, and all in the order of the calls. */
  #later(act: (peer: StreamEnd | null) => void): void {
    const { peer } = this;
    setImmediate(() => {
      if (peer === null) act(null);
      else peer.#inScope(() => act(peer));
    });
  }
}

function brokenPipe(): Error {
  return Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
}
