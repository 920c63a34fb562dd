import type { Duplex } from 'node:stream';
import type { Transport } from '../../wire/transport.ts';
import type { SettingKind } from '../spec.ts';

/**
 * What the user's side of a client inside this process can do. A text may hold line breaks and NUL: hand it on as it is.
 * An error that is thrown over such a text counts as a refusal to send it.
 */
export interface ClientHandle {
  /** Ends the client: its connection, timers, all. What it throws is not held against the client. */
  close(): unknown;
  /** `/me text` to a nick or channel. */
  action?(target: string, text: string): unknown;
  /** An ordinary chat message. */
  message?(target: string, text: string): unknown;
  /** A notice. */
  notice?(target: string, text: string): unknown;
  /** A CTCP query: `command` such as `VERSION`, and its arguments where it has any. */
  ctcp?(target: string, command: string, args: string | undefined): unknown;
  /** A CTCP PING, with whatever token the client gives it. */
  ping?(target: string): unknown;
  /** A CTCP reply that nobody asked for: `command`, and its text where it has any. */
  reply?(target: string, command: string, args: string | undefined): unknown;
  /** Tells the server that the user is away. */
  away?(text: string): unknown;
  /** Ignores all that somebody says, by nick. */
  ignore?(target: string): unknown;
  /** Quotes or forwards to a nick or channel what was shown last with `text` in it. */
  quote?(target: string, text: string): unknown;
  /** What can be set while the client runs, each with a function that sets it. */
  readonly settings?: Settings;
  /** Every line that the client has shown so far, oldest first. */
  shown?(): readonly string[] | Promise<readonly string[]>;
}

/** By name, as in a profile. `version-text` is given the text, `ignore-ctcp` the nick, `silence-channel-ctcp` the channel. */
export type Settings = Readonly<Partial<Record<SettingKind, (value: string) => unknown>>>;

/** Where a client inside this process is to connect, in plain TCP unless it asked for something else. */
export interface ConnectTarget {
  /** A loopback address. */
  readonly host: string;
  readonly port: number;
  /** The nick that it is to register. */
  readonly nick: string;
  /** Over WebSocket: where it is. */
  readonly url?: string;
  /** Over TLS: the certificate of the authority that signed the server's, PEM. */
  readonly ca?: string;
  /** Fires when the client is to be gone; `close()` is called as well. */
  readonly signal: AbortSignal;
}

export type StreamTarget = Pick<ConnectTarget, 'nick' | 'signal'>;

/** How a client inside this process is started: against a port, or on a stream that stands for the connection. */
export type InProcessStart =
  | { readonly kind: 'connect'; start(target: ConnectTarget): ClientHandle | Promise<ClientHandle> }
  | {
      readonly kind: 'stream';
      start(stream: Duplex, target: StreamTarget): ClientHandle | Promise<ClientHandle>;
    };

/** What it takes to start a client inside this process; the other kinds, as processes, are a `ClientSpec`. */
export interface InProcessSpec {
  readonly name: string;
  /** What carries its lines to the server; by default plain TCP. One that is given a stream has only that. */
  readonly transport?: Transport;
  readonly inProcess: InProcessStart;
}
