import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { linesOfMessage, type CarriedLine, type Frame } from '../wire/message-lines.ts';
import { LineSplitter } from '../wire/splitter.ts';
import type { Carrier, Message, WebSocketTerms } from './carrier.ts';
import { Outbox } from './outbox.ts';
import { lineWithEnding, type Arrival } from './received-line.ts';
import { Signal } from './signal.ts';
import { Transcript } from './transcript.ts';
import type { WireEntry } from './transcript.ts';

/** Who ended a connection: `error` means that it broke, by a reset for example. */
export type CloseReason = 'client' | 'server' | 'error';

/** How long a client may take to close its side after the server did; then the connection is cut. */
const LINGER_MS = 1000;

const CRLF = Buffer.from('\r\n');

/** The connection of a session, whatever carries its lines, with its transcript, its bounds and its end. */
export abstract class Connection {
  /** What was agreed on when the WebSocket was opened; null for a stream of octets. */
  readonly webSocket: WebSocketTerms | null;
  readonly #socket: Duplex;
  readonly #transport: Duplex;
  readonly #outbox: Outbox;
  readonly #splitter = new LineSplitter();
  readonly #transcript = new Transcript();
  readonly #startedAt = performance.now();
  readonly #closeSignal = new Signal<undefined>();
  #bytesReceived = 0;
  #reason: CloseReason | null = null;
  #ending = false;
  #closed = false;
  #reading = true;
  #linger: NodeJS.Timeout | null = null;

  constructor({ stream: socket, transport, webSocket }: Carrier) {
    this.#socket = socket;
    this.#transport = transport;
    this.webSocket = webSocket;
    this.#outbox = new Outbox(
      socket,
      (bytes) => this.#record('server', this.asSent(bytes)),
      () => this.destroy(),
    );
    if (transport instanceof Socket) transport.setNoDelay(true);
    if (webSocket === null) socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    else socket.on('data', (message: Message) => this.#receiveMessage(message));
    socket.on('end', () => this.#receiveEnd());
    socket.on('error', () => (this.#reason ??= 'error'));
    socket.on('close', () => this.#finished());
  }

  /** What went over the wire so far, both ways; bounded, see `truncated`. */
  get transcript(): readonly WireEntry[] {
    return this.#transcript.entries;
  }

  /** True when the transcript is full and what came later is not in it. */
  get truncated(): boolean {
    return this.#transcript.truncated;
  }

  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Null while the connection is open. */
  get closeReason(): CloseReason | null {
    return this.#closed ? (this.#reason ?? 'error') : null;
  }

  /** Milliseconds since the connection began, to 0.1: the clock of transcript and lines. */
  elapsedMs(): number {
    return Math.round((performance.now() - this.#startedAt) * 10) / 10;
  }

  /** What is on the wire of a line or a piece of one: in a WebSocket message, the CRLF at its end is not. */
  asSent(bytes: Buffer): Buffer {
    return this.webSocket !== null && bytes.subarray(-2).equals(CRLF) ? bytes.subarray(0, -2) : bytes;
  }

  /** Returns the unsubscriber, as all `on…` do. */
  onClose(listener: () => void): () => void {
    return this.#closeSignal.subscribe(listener);
  }

  async whenClosed(): Promise<void> {
    if (!this.#closed) await this.#closeSignal.next();
  }

  /** Sends one IRC line; CRLF is added. Nothing happens when the connection is closed. */
  send(line: Uint8Array): void {
    this.sendLines([line]);
  }

  /** Sends several lines in one socket write, CRLF added to each. */
  sendLines(lines: readonly Uint8Array[]): void {
    this.#outbox.lines(lines);
  }

  /**
   * Sends many whole lines at once, with their line ends. They are not in the transcript.
   * @returns when the system has them all, so that the buffer may be used again: false when the connection is gone
   */
  sendBulk(lines: Buffer): Promise<boolean> {
    return this.#outbox.bulk(lines);
  }

  /** Whether what goes over the wire from now on is kept in the transcript; during a flood it is only counted. */
  set recording(wanted: boolean) {
    this.#transcript.recording = wanted;
  }

  /**
   * Sends exact bytes, nothing added, each piece as a TCP segment of its own as far as the kernel allows, under TLS as
   * a record, under WebSocket as a frame; there a line that ends with CRLF is a message without it. Other output waits until the last piece is written. Resolves then, or when the connection is gone; never rejects.
   */
  sendRaw(pieces: readonly Uint8Array[]): Promise<void> {
    return this.#outbox.pieces(pieces);
  }

  /** Cuts the connection at once. */
  destroy(): void {
    this.#reason ??= 'server';
    this.#ending = true;
    this.#socket.destroy();
  }

  /** Ends our side without a word, as a server that was killed does; the rest as `finish`. */
  close(): void {
    if (this.#ending) return;
    this.#ending = true;
    this.#reason ??= 'server';
    this.#outbox.finish();
    this.#startLinger();
  }

  /** Resets the connection: the client gets RST in place of FIN, whatever runs on the TCP connection. */
  reset(): void {
    this.#reason ??= 'server';
    this.#ending = true;
    if (this.#transport instanceof Socket) this.#transport.resetAndDestroy();
    else this.#socket.destroy(connectionReset());
  }

  /** Stops reading; what the client sends stays in the kernel's buffers, and then in its own. */
  stopReading(): void {
    this.#reading = false;
    this.#socket.pause();
  }

  resumeReading(): void {
    this.#reading = true;
    this.#socket.resume();
  }

  get reading(): boolean {
    return this.#reading;
  }

  /** Resolves when the client has taken nothing of our output for `quietMs`, or has taken all, or is gone. */
  async whenTaken(quietMs: number): Promise<void> {
    for (let left = -1; this.#socket.writable && this.#socket.writableLength !== left;) {
      left = this.#socket.writableLength;
      if (left === 0) return;
      await new Promise<void>((resolve) => setTimeout(resolve, quietMs));
    }
  }

  /** True from the moment that either side has begun to end the connection. */
  get ending(): boolean {
    return this.#ending;
  }

  /** Says a last line and ends the connection; in any case within `LINGER_MS`, whatever the client does. */
  protected finish(reason: CloseReason, lastLine: Uint8Array): void {
    if (this.#ending) return;
    this.#ending = true;
    this.#reason ??= reason;
    this.send(lastLine);
    this.#outbox.finish();
    this.#startLinger();
  }

  /** @param wire the line with its ending, in a buffer of its own */
  protected abstract receiveLine(rawLine: CarriedLine, wire: Buffer, arrival: Arrival): void;

  /** Called once, when the connection is gone, before the listeners hear of it. */
  protected abstract release(): void;

  #receive(chunk: Buffer): void {
    this.#bytesReceived += chunk.length;
    for (const line of this.#splitter.push(chunk)) this.#takeLine(line, null);
  }

  #receiveMessage({ bytes, frame }: Message): void {
    this.#bytesReceived += bytes.length;
    for (const line of linesOfMessage(bytes)) this.#takeLine(line, frame);
  }

  #receiveEnd(): void {
    const last = this.#splitter.end();
    if (last !== null) this.#takeLine(last, null);
    this.#reason ??= 'client';
    this.#ending = true;
    // Node closes our side by itself, but only after what is queued was read, which may be never.
    this.#startLinger();
  }

  #takeLine(rawLine: CarriedLine, frame: Frame | null): void {
    const wire = lineWithEnding(rawLine);
    this.receiveLine(rawLine, wire, { ms: this.#record('client', wire), frame });
  }

  #startLinger(): void {
    this.#linger ??= setTimeout(() => this.#socket.destroy(), LINGER_MS);
  }

  #finished(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#closed = true;
    this.release();
    this.#closeSignal.emit(undefined);
  }

  #record(from: 'server' | 'client', bytes: Buffer): number {
    const ms = this.elapsedMs();
    this.#transcript.record({ ms, from, bytes });
    return ms;
  }
}

/** What a stream that stands for a socket is destroyed with when the connection is to be reset. */
function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
