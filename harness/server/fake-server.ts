import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createContext } from './server-context.ts';
import type { ServerContext, ServerOptions } from './server-context.ts';
import { secured } from './server-identity.ts';
import { ServerError } from './server-error.ts';
import { Session } from './session.ts';
import { Signal } from './signal.ts';
import type { World } from './world.ts';

export { DEFAULT_CAPABILITIES } from './server-context.ts';
export type { BeforeWelcome, Newcomer, ServerOptions } from './server-context.ts';

/** Open connections at a time, and connections in a server's life: bounds for a client that connects in a loop. */
const MAX_OPEN = 1024;
const MAX_SESSIONS = 16_384;

/** An IRC server on TCP or TLS that real clients are at home on, and that does what the harness says. */
export class FakeServer {
  readonly host: string;
  readonly port: number;
  /** Null for one that does not listen. */
  readonly #server: Server | null;
  readonly #context: ServerContext;
  readonly #sessions: Session[] = [];
  readonly #sessionSignal = new Signal<Session>();
  #closing: Promise<void> | null = null;

  private constructor(server: Server | null, host: string, port: number, context: ServerContext) {
    this.#server = server;
    this.host = host;
    this.port = port;
    this.#context = context;
    server?.on('connection', (socket) => this.#connected(socket));
    // A failed accept (too many files, say) costs that connection and no more.
    server?.on('error', () => undefined);
  }

  /**
   * Starts a server.
   * @throws ServerError `listen-failed` when the address cannot be listened on
   */
  static async listen(options: ServerOptions = {}): Promise<FakeServer> {
    const host = options.host ?? '127.0.0.1';
    const server = createServer({ noDelay: true });
    server.maxConnections = MAX_OPEN;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        const message = `Cannot listen on ${host}:${options.port ?? 0} (${cause.message}); choose another port or 0.`;
        reject(new ServerError('listen-failed', message, { cause }));
      });
      server.listen({ host, port: options.port ?? 0 }, resolve);
    });
    server.removeAllListeners('error');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new FakeServer(server, host, port, createContext(options));
  }

  /** A server without a port, which knows only what it is given by `attach`; its `host` is empty and its `port` 0. */
  static unlistened(options: Omit<ServerOptions, 'host' | 'port'> = {}): FakeServer {
    return new FakeServer(null, '', 0, createContext(options));
  }

  /** Takes our side of a stream for a connection of a client, as if it had come over TCP. */
  attach(stream: Duplex): void {
    this.#accept(stream);
  }

  /** Every connection so far, the oldest first. */
  get sessions(): readonly Session[] {
    return this.#sessions;
  }

  /** The peers and channels of this server. */
  get world(): World {
    return this.#context.world;
  }

  /** Called for each later connection, before a byte of it was read. Returns the unsubscriber. */
  onSession(listener: (session: Session) => void): () => void {
    return this.#sessionSignal.subscribe(listener);
  }

  /** Ends all sessions and frees the port; resolves when both are done. */
  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    const freed = new Promise<void>((resolve) => {
      if (this.#server === null) resolve();
      else this.#server.close(() => resolve());
    });
    for (const session of this.#sessions) session.end();
    await Promise.all([freed, ...this.#sessions.map((session) => session.whenClosed())]);
  }

  #connected(socket: Socket): void {
    const { identity } = this.#context;
    if (identity === null) this.#accept(socket);
    else this.#accept(secured(socket, identity), socket);
  }

  /** @param transport what carries the stream, where that is not the stream itself */
  #accept(socket: Duplex, transport: Duplex = socket): void {
    if (this.#closing !== null || this.#sessions.length >= MAX_SESSIONS) {
      socket.on('error', () => undefined);
      socket.destroy();
      return;
    }
    const session = new Session(socket, transport, this.#context);
    this.#sessions.push(session);
    this.#sessionSignal.emit(session);
  }
}
