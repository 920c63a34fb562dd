import { createServer, isIPv6 } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Frame } from '../wire/message-lines.ts';
import { plainCarrier, type Carrier } from './carrier.ts';
import { Handshakes } from './handshakes.ts';
import { createContext } from './server-context.ts';
import type { ServerContext, ServerOptions } from './server-context.ts';
import { secured } from './server-identity.ts';
import { ServerError } from './server-error.ts';
import { Session } from './session.ts';
import { Signal } from './signal.ts';
import type { WebSocketDoor } from './websocket/web-socket-door.ts';
import type { World } from './world.ts';

export { DEFAULT_CAPABILITIES } from './server-context.ts';
export type { BeforeWelcome, Newcomer, ServerOptions } from './server-context.ts';

/** Open connections at a time, and connections in a server's life: bounds for a client that connects in a loop. */
const MAX_OPEN = 1024;
const MAX_SESSIONS = 16_384;

/** An IRC server on TCP, TLS or WebSocket that real clients are at home on, and that does what the harness says. */
export class FakeServer {
  readonly host: string;
  readonly port: number;
  /** Null for one that does not listen. */
  readonly #server: Server | null;
  readonly #context: ServerContext;
  readonly #sessions: Session[] = [];
  readonly #sessionSignal = new Signal<Session>();
  /** Null for a server that speaks no WebSocket. */
  readonly #door: WebSocketDoor | null;
  readonly #handshakes = new Handshakes();
  #connections = 0;
  #closing: Promise<void> | null = null;

  private constructor(
    server: Server | null,
    { host, port }: { host: string; port: number },
    context: ServerContext,
    door: WebSocketDoor | null,
  ) {
    this.#server = server;
    this.host = host;
    this.port = port;
    this.#context = context;
    this.#door = door;
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
    const door = options.webSocket === undefined ? null : await openDoor(options.webSocket);
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
    return new FakeServer(server, { host, port }, createContext(options), door);
  }

  /** A server without a port, which knows only what it is given by `attach`; its `host` is empty and its `port` 0. */
  static unlistened(
    options: Omit<ServerOptions, 'host' | 'port' | 'identity' | 'webSocket'> = {},
  ): FakeServer {
    return new FakeServer(null, { host: '', port: 0 }, createContext(options), null);
  }

  /** Takes our side of a stream for a connection of a client, as if it had come over TCP. */
  attach(stream: Duplex): void {
    this.#accept(plainCarrier(stream));
  }

  /** Where a client that speaks WebSocket finds the server; null for one that does not speak it. */
  get url(): string | null {
    if (this.#door === null) return null;
    const host = isIPv6(this.host) ? `[${this.host}]` : this.host;
    return `${this.#context.identity === null ? 'ws' : 'wss'}://${host}:${this.port}/`;
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
    this.#handshakes.cut();
    for (const session of this.#sessions) session.end();
    await Promise.all([freed, ...this.#sessions.map((session) => session.whenClosed())]);
  }

  #connected(socket: Socket): void {
    if (this.#closing !== null || this.#connections >= MAX_SESSIONS) {
      socket.on('error', () => undefined);
      socket.destroy();
      return;
    }
    this.#connections += 1;
    const { identity } = this.#context;
    const stream = identity === null ? socket : secured(socket, identity);
    if (this.#door !== null) {
      const done = this.#handshakes.begin(socket, stream);
      this.#door.take(stream, socket, (carrier) => {
        done();
        this.#accept(carrier);
      });
      return;
    }
    if (stream !== socket) stream.once('secure', this.#handshakes.begin(socket, stream));
    this.#accept(plainCarrier(stream, socket));
  }

  #accept(carrier: Carrier): void {
    if (this.#closing !== null || this.#sessions.length >= MAX_SESSIONS) {
      carrier.stream.on('error', () => undefined);
      carrier.stream.destroy();
      return;
    }
    const session = new Session(carrier, this.#context);
    this.#sessions.push(session);
    this.#sessionSignal.emit(session);
  }
}

/** Few runs need it, and it takes a moment to load. */
async function openDoor(spoken: readonly Frame[]): Promise<WebSocketDoor> {
  const { WebSocketDoor } = await import('./websocket/web-socket-door.ts');
  return new WebSocketDoor(spoken);
}
