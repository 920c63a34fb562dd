import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Tap } from './tap.ts';

export interface ProxyOptions {
  /** The port on loopback to listen on; 0 for any. */
  readonly listen: number;
  readonly to: { readonly host: string; readonly port: number };
  /** Ends the session. */
  readonly signal: AbortSignal;
}

/** A proxy cannot be opened, or cannot reach its server. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: 'cannot-listen' | 'cannot-connect';

  constructor(code: ProxyError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Stands between one client and a server, changes nothing, and keeps what passed by. */
export class RecordingProxy {
  readonly port: number;
  readonly tap: Tap;
  /** Resolves when the session is over: both sides have closed, or `signal` fired. */
  readonly ended: Promise<void>;

  private constructor(port: number, tap: Tap, ended: Promise<void>) {
    this.port = port;
    this.tap = tap;
    this.ended = ended;
  }

  /** @throws ProxyError `cannot-listen`; `ended` rejects with `cannot-connect` when the server is not there */
  static async listen({ listen, to, signal }: ProxyOptions): Promise<RecordingProxy> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new ProxyError(
            'cannot-listen',
            `Port ${listen} cannot be listened on (${error.code ?? error.message}).`,
          ),
        ),
      );
      server.listen(listen, '127.0.0.1', resolve);
    });
    const startedAt = performance.now();
    const tap = new Tap(() => performance.now() - startedAt);
    const ended = session(server, to, tap, signal);
    // Whoever listens for the end may come later than it.
    ended.catch(() => undefined);
    return new RecordingProxy((server.address() as AddressInfo).port, tap, ended);
  }
}

/** One client only: two at once would be a story that nobody can tell apart. */
async function session(server: Server, to: ProxyOptions['to'], tap: Tap, signal: AbortSignal): Promise<void> {
  const client = await firstClient(server, signal);
  server.close();
  if (client === null) return;
  const upstream = connect({ ...to, allowHalfOpen: true });
  const stop = (): void => {
    client.destroy();
    upstream.destroy();
  };
  signal.addEventListener('abort', stop);
  try {
    await connected(upstream, to, client);
    if (signal.aborted) stop();
    const closed = Promise.all([whenClosed(client, upstream), whenClosed(upstream, client)]);
    pass(client, upstream, (chunk) => tap.take('client', chunk));
    pass(upstream, client, (chunk) => tap.take('server', chunk));
    await closed;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    tap.end('server');
    tap.end('client');
  }
}

function firstClient(server: Server, signal: AbortSignal): Promise<Socket | null> {
  return new Promise((resolve) => {
    const stop = (): void => {
      server.close();
      resolve(null);
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    server.once('connection', (socket) => {
      signal.removeEventListener('abort', stop);
      server.on('connection', (late) => late.destroy());
      resolve(socket);
    });
  });
}

function connected(upstream: Socket, { host, port }: ProxyOptions['to'], client: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    upstream.once('connect', () => resolve());
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      client.destroy();
      reject(
        new ProxyError(
          'cannot-connect',
          `Nobody answers at ${host}:${port} (${error.code ?? error.message}). Start the server first.`,
        ),
      );
    });
    upstream.once('close', () => resolve());
  });
}

/** An error of one side ends both, as it would without anybody in between. */
function whenClosed(socket: Socket, other: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) {
      resolve();
      return;
    }
    socket.on('error', () => other.destroy());
    socket.once('close', () => resolve());
  });
}

/** The pipe holds the faster side back; the tap sees each chunk once, as it was. */
function pass(from: Socket, to: Socket, see: (chunk: Buffer) => void): void {
  from.on('data', see);
  from.pipe(to);
}
