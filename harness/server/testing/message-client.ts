import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { FakeServer } from '../fake-server.ts';
import type { Session } from '../session.ts';

export interface MessageClientOptions {
  readonly subprotocols?: readonly string[];
  /** PEM, for a server on TLS. */
  readonly ca?: string;
}

/** A WebSocket that speaks IRC as far as a test tells it to. Text is latin1 here, one character an octet. */
export class MessageClient {
  readonly webSocket: WebSocket;
  /** The server's side of this connection. */
  readonly session: Session;
  /** The kind of each message that came, and its octets. */
  readonly received: string[] = [];
  /** The code of what went wrong with the TCP connection below; pending as long as nothing does. */
  readonly failed: Promise<string | undefined>;
  #wake: () => void = () => undefined;

  private constructor(webSocket: WebSocket, below: Socket, session: Session) {
    this.webSocket = webSocket;
    this.session = session;
    this.failed = new Promise((resolve) =>
      below.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code)),
    );
    webSocket.on('message', (data, isBinary) => {
      this.received.push(`${isBinary ? 'binary' : 'text'} ${(data as Buffer).toString('latin1')}`);
      this.#wake();
    });
  }

  static async connect(server: FakeServer, options: MessageClientOptions = {}): Promise<MessageClient> {
    const entered = new Promise<Session>((resolve) => {
      const stop = server.onSession((session) => {
        stop();
        resolve(session);
      });
    });
    const webSocket = new WebSocket(server.url ?? '', [...(options.subprotocols ?? ['binary.ircv3.net'])], {
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    webSocket.on('error', () => undefined);
    const upgraded = once(webSocket, 'upgrade') as Promise<[IncomingMessage]>;
    await once(webSocket, 'open');
    const [{ socket: below }] = await upgraded;
    return new MessageClient(webSocket, below, await entered);
  }

  /** Connected and registered, with the welcome read. */
  static async registered(server: FakeServer, options: MessageClientOptions = {}): Promise<MessageClient> {
    const client = await MessageClient.connect(server, options);
    client.send('NICK tester');
    client.send('USER u 0 * :real');
    await client.until(/ 376 /);
    client.received.length = 0;
    return client;
  }

  send(message: string, frame: 'text' | 'binary' = 'binary'): void {
    this.webSocket.send(Buffer.from(message, 'latin1'), { binary: frame === 'binary' });
  }

  /** Waits for a message that matches. @returns all that has come until then */
  async until(pattern: RegExp): Promise<readonly string[]> {
    while (!this.received.some((message) => pattern.test(message)))
      await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.received;
  }
}
