import { createServer, type Server, type Socket } from 'node:net';
import { secured, type ServerIdentity } from '../server/server-identity.ts';
import { ServerError } from '../server/server-error.ts';
import { Newcomer } from './newcomer.ts';

/** Connections at a time: bounds for whoever connects in a loop. */
const MOST_OPEN = 64;

export interface GatewayOptions {
  readonly host: string;
  readonly port: number;
  /** Null for plain TCP. */
  readonly identity: ServerIdentity | null;
}

/** The one port that all clients of persons connect to; which server each of them meets is decided behind it. */
export class Gateway {
  readonly port: number;
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** @throws ServerError `listen-failed` */
  static async listen(
    { host, port, identity }: GatewayOptions,
    onNewcomer: (newcomer: Newcomer, from: string) => void,
  ): Promise<Gateway> {
    const server = createServer({ noDelay: true, keepAlive: true });
    server.maxConnections = MOST_OPEN;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        const message = `Cannot listen on ${host}:${port} (${cause.message}); choose another --port, or another --host.`;
        reject(new ServerError('listen-failed', message, { cause }));
      });
      server.listen({ host, port }, resolve);
    });
    server.removeAllListeners('error').on('error', () => undefined);
    const address = server.address();
    const gateway = new Gateway(
      server,
      typeof address === 'object' && address !== null ? address.port : port,
    );
    server.on('connection', (socket) => {
      gateway.#open.add(socket);
      socket.on('error', () => undefined).on('close', () => gateway.#open.delete(socket));
      const stream = identity === null ? socket : secured(socket, identity);
      onNewcomer(new Newcomer(stream), socket.remoteAddress ?? 'unknown');
    });
    return gateway;
  }

  /** Takes no more connections, and cuts those that there are. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }
}
