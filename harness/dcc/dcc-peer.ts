import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket, type SecureContext } from 'node:tls';
import { Chat } from './chat.ts';
import { Link } from './link.ts';
import { isOpenPort, LOOPBACK, type Over } from './loopback.ts';
import { Receiving, type ReceivePlan } from './receiving.ts';
import { Sending, type SendPlan } from './sending.ts';

/** What a peer does on a connection. */
export type Role =
  | { readonly kind: 'chat' }
  | { readonly kind: 'send'; readonly plan: SendPlan }
  | { readonly kind: 'receive'; readonly plan: ReceivePlan };

/** The peer of one conversation by DCC: the first connection is what it talks on, all others are counted only. */
export class DccPeer {
  /** Chat, or a file one way or the other; null until somebody said which. */
  task: Chat | Sending | Receiving | null = null;
  link: Link | null = null;
  /** How many connections the client made. */
  accepted = 0;
  /** How many connections to the client were refused, or went down at once. */
  refused = 0;
  /** What the client said first, at most 16 octets. */
  firstOctets = Buffer.alloc(0);
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Set<() => void>();
  #closed = false;

  /** Calls `listener` whenever anything comes, goes or ends. @returns a function that stops it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Waits for the client on a port of its own.
   *
   * @param secure speaks TLS as the server, by this context
   * @returns the port
   */
  async listen(role: Role, over: Over = 'ipv4', secure: SecureContext | null = null): Promise<number> {
    this.task = taskFor(role);
    const server = createServer((socket) => {
      this.accepted += 1;
      this.#keep(socket);
      if (this.link !== null) return;
      this.#talk(secure === null ? socket : serverSide(socket, secure));
    });
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, LOOPBACK[over], () => {
        const address = server.address();
        if (address === null || typeof address === 'string') reject(new Error('the peer has no port'));
        else resolve(address.port);
      });
    });
  }

  /**
   * Connects to a port that the client has offered, on loopback whatever address it named.
   *
   * @returns false when nobody took the connection
   */
  async connect(role: Role, port: number, over: Over = 'ipv4', secure = false): Promise<boolean> {
    const isFirst = this.link === null;
    if (isFirst) this.task = taskFor(role);
    const socket = isOpenPort(port) && !this.#closed ? await reach(port, over, secure) : null;
    if (socket === null) {
      this.refused += 1;
      this.#changed();
      return false;
    }
    this.#keep(socket);
    if (isFirst) this.#talk(socket);
    else {
      // What happens to one too many is told by its end.
      new Link(
        socket,
        () => undefined,
        () => this.#changed(),
      );
      socket.once('close', () => {
        this.refused += 1;
        this.#changed();
      });
    }
    return true;
  }

  /** Nobody is waited for any more; connections that there are go on. */
  stopListening(): void {
    for (const server of this.#servers.splice(0)) server.close();
  }

  /** Ends all connections and frees the ports. Idempotent. */
  close(): void {
    this.#closed = true;
    this.stopListening();
    for (const socket of this.#sockets) socket.destroy();
    this.#listeners.clear();
  }

  #talk(socket: Socket): void {
    const { task } = this;
    if (task === null) return;
    const take = (chunk: Buffer): void => {
      if (this.firstOctets.length === 0) this.firstOctets = Buffer.from(chunk.subarray(0, FIRST_OCTETS));
      task.take(chunk);
    };
    this.link = new Link(socket, take, () => this.#changed());
    task.begin(this.link);
    this.#changed();
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#changed();
    });
    if (this.#closed) socket.destroy();
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

const FIRST_OCTETS = 16;

function taskFor(role: Role): Chat | Sending | Receiving {
  switch (role.kind) {
    case 'chat':
      return new Chat();
    case 'send':
      return new Sending(role.plan);
    case 'receive':
      return new Receiving(role.plan);
  }
}

function serverSide(socket: Socket, secureContext: SecureContext): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext });
}

const CONNECT_MS = 2000;

function reach(port: number, over: Over, secure: boolean): Promise<Socket | null> {
  return new Promise((resolve) => {
    const target = { host: LOOPBACK[over], port };
    // Nobody has signed what a client shows here: it is its own word only, and that it is TLS is all that matters.
    const socket = secure ? connectTls({ ...target, rejectUnauthorized: false }) : connect(target);
    const giveUp = (): void => {
      socket.destroy();
      resolve(null);
    };
    const timer = setTimeout(giveUp, CONNECT_MS);
    socket.once('error', giveUp);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', giveUp);
      resolve(socket);
    });
  });
}
