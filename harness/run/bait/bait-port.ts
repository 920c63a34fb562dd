import { createServer, type Server, type Socket } from 'node:net';

/** Somebody who connected to what was offered. */
export interface Contact {
  readonly address: '127.0.0.1' | '::1';
  readonly port: number;
}

/** Whoever connects once has done enough; more are let go at once. */
const MOST_CONTACTS = 8;
/** IPv6 has to have the same port free; where one is taken, another pair is tried. */
const TRIES = 5;

/**
 * A port of loopback, of IPv4 and of IPv6 where the machine has that, to which nobody should connect. Whoever does is
 * handed a few octets, as a client that takes a file wants, and is let go.
 */
export class BaitPort {
  readonly port: number;
  /** False on a machine without IPv6: then an offer of `::1` shows nothing. */
  readonly hasIpv6: boolean;
  readonly #servers: readonly Server[];
  readonly #sockets: ReadonlySet<Socket>;

  private constructor(port: number, servers: readonly Server[], sockets: ReadonlySet<Socket>) {
    this.port = port;
    this.hasIpv6 = servers.length > 1;
    this.#servers = servers;
    this.#sockets = sockets;
  }

  /** @throws when not even 127.0.0.1 can be listened on */
  static async open(handout: Uint8Array, onContact: (contact: Contact) => void): Promise<BaitPort> {
    const sockets = new Set<Socket>();
    let contacts = 0;
    const serverOf = (address: Contact['address']): Server =>
      createServer((socket) => {
        socket.on('error', () => undefined);
        contacts += 1;
        if (contacts > MOST_CONTACTS) {
          socket.destroy();
          return;
        }
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        onContact({ address, port: socket.localPort ?? 0 });
        // Acknowledgements, lines of a chat: nobody reads them, and they must not fill anything.
        socket.resume();
        socket.end(handout);
      });
    for (let tries = 1; ; tries += 1) {
      const four = serverOf('127.0.0.1');
      const port = await listening(four, 0, '127.0.0.1');
      const six = serverOf('::1');
      try {
        await listening(six, port, '::1');
        return new BaitPort(port, [four, six], sockets);
      } catch (error) {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
        if (!isTaken || tries >= TRIES) return new BaitPort(port, [four], sockets);
        await closed(four);
      }
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map(closed));
  }
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: host === '::1' }, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
