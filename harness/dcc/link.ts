import type { Socket } from 'node:net';

/** One connection of a peer, whoever made it, and what has become of it. */
export class Link {
  readonly socket: Socket;
  /** `fin` when the other side ended it in good order, `reset` when it broke off; null while it is open. */
  ended: 'fin' | 'reset' | null = null;
  #closed = false;

  constructor(socket: Socket, onData: (chunk: Buffer) => void, onChange: () => void) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      onData(chunk);
      onChange();
    });
    socket.on('end', () => {
      this.ended ??= 'fin';
      onChange();
    });
    socket.on('error', () => {
      this.ended ??= 'reset';
      onChange();
    });
    socket.on('close', () => {
      this.#closed = true;
      onChange();
    });
  }

  get isOpen(): boolean {
    return this.ended === null && !this.#closed;
  }

  /** Writes, and waits until the other side takes it; false when the connection is gone. */
  async write(octets: Uint8Array): Promise<boolean> {
    const { socket } = this;
    if (!socket.writable) return false;
    if (socket.write(octets)) return true;
    return new Promise((resolve) => {
      const settle = (): void => {
        socket.off('drain', settle);
        socket.off('close', settle);
        resolve(socket.writable);
      };
      socket.on('drain', settle);
      socket.on('close', settle);
    });
  }

  /** Ends it in good order, or breaks it off. */
  close(how: 'fin' | 'reset'): void {
    if (how === 'fin') this.socket.end();
    else this.socket.resetAndDestroy();
  }

  destroy(): void {
    this.socket.destroy();
  }
}
