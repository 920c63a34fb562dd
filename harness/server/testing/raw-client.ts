import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { FakeServer } from '../fake-server.ts';
import type { Session } from '../session.ts';

/**
 * A bare socket that speaks IRC as far as a test tells it to. Text is latin1 here, one character an octet. It
 * splits lines by itself, so that a fault of the wire layer cannot hide on both sides.
 */
export class RawClient {
  readonly socket: Socket;
  /** The server's side of this connection. */
  readonly session: Session;
  readonly #lines: string[] = [];
  #rest = '';
  #wake: () => void = () => undefined;
  #ended = false;
  #barriers = 0;

  private constructor(socket: Socket, session: Session) {
    this.socket = socket;
    this.session = session;
    socket.on('data', (chunk: Buffer) => {
      const lines = (this.#rest + chunk.toString('latin1')).split('\r\n');
      this.#rest = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  static async connect(server: FakeServer): Promise<RawClient> {
    const accepted = new Promise<Session>((resolve) => {
      const stop = server.onSession((session) => {
        stop();
        resolve(session);
      });
    });
    const socket = connect(server.port, server.host);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    return new RawClient(socket, await accepted);
  }

  /** Connected and registered, with the welcome read. */
  static async registered(server: FakeServer, nick = 'tester'): Promise<RawClient> {
    const client = await RawClient.connect(server);
    await client.exchange(`NICK ${nick}`, 'USER u 0 * :real');
    return client;
  }

  send(...lines: string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  }

  write(bytes: string): Promise<void> {
    return new Promise((resolve) => this.socket.write(bytes, 'latin1', () => resolve()));
  }

  /** The next line; fails when the connection ends first. */
  async next(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#ended) throw new Error('The connection ended before the awaited line.');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** All lines up to and with the first that matches. */
  async until(pattern: RegExp): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.next();
      lines.push(line);
      if (pattern.test(line)) return lines;
    }
  }

  /** Sends the lines and a PING behind them; all that came before its PONG. */
  async exchange(...lines: string[]): Promise<string[]> {
    this.#barriers += 1;
    const token = `barrier-${this.#barriers}`;
    this.send(...lines, `PING ${token}`);
    const received = await this.until(new RegExp(` :${token}$`));
    return received.slice(0, -1);
  }

  /** What is left when the server has closed the connection, a last piece without CRLF included. */
  async remaining(): Promise<string[]> {
    while (!this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve));
    const all = this.#lines.splice(0);
    return this.#rest === '' ? all : [...all, this.#rest];
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The numerics among `lines`, in order. */
export function numerics(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^:\S+ (\d{3}) /.exec(line)?.[1] ?? []);
}
