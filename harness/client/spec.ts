import type { Transport } from '../wire/transport.ts';
import type { UserEncoding } from './user-line.ts';

/**
 * What it takes to start, drive, watch and end one client, as plain data.
 *
 * `{host}`, `{port}`, `{nick}`, `{home}`, over TLS `{ca}` and `{cert}`, and over WebSocket `{url}` are filled in wherever a
 * field says so; all other braces are left alone.
 */
export interface ClientSpec {
  readonly name: string;
  /** Split into words as a shell would and never given to one; then placeholders are filled in inside the words. */
  readonly command: string;
  /** Added to the clean environment that the client gets; placeholders are filled in. */
  readonly env?: Readonly<Record<string, string>>;
  /** The working directory; placeholders are filled in. By default the caller's own. */
  readonly cwd?: string;
  /** Files that are laid in the throw-away home before the client starts. */
  readonly files?: readonly HomeFile[];
  readonly terminal: TerminalSpec;
  /** It brings the data of locales and time zones with it, and does not take those of the system. */
  readonly ownLocales?: boolean;
  /** What carries its lines to the server; by default plain TCP. */
  readonly transport?: Transport;
  /** For a client that refuses to run as root. Used when the harness runs as root, else it has no effect. */
  readonly runAs?: UserIds;
  readonly user?: UserSpec;
  readonly display?: DisplaySpec;
  /** By default: close the standard input if it is a pipe, then SIGTERM. */
  readonly quit?: QuitSpec;
}

export interface HomeFile {
  /** Relative to the home and inside it. */
  readonly path: string;
  /** Placeholders are filled in; all other bytes are kept as they are. */
  readonly content: Buffer;
  /** Permission bits; 0o600 by default. */
  readonly mode?: number;
}

export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

export type TerminalSpec =
  { readonly kind: 'pipe' } | { readonly kind: 'pty'; readonly columns: number; readonly rows: number };

/**
 * `/me` to a target, a chat message, a notice, a CTCP query, a CTCP PING, a CTCP reply, being away, ignoring all of a nick,
 * `/me` in a conversation that is opened with a peer, an offer of a chat or of a file by DCC, also with the peer as the one
 * who listens, taking such an offer, or the rest of a file, talking in such a chat, ending all that; quoting to a target what was
 * shown with a text in it, a setting, a line as the user would type it.
 */
export type ActionKind =
  | 'action'
  | 'message'
  | 'notice'
  | 'ctcp'
  | 'ping'
  | 'reply'
  | 'away'
  | 'ignore'
  | 'query'
  | 'dcc-chat'
  | 'dcc-send'
  | 'dcc-accept'
  | 'dcc-say'
  | 'dcc-action'
  | 'dcc-get'
  | 'dcc-resume'
  | 'dcc-passive-chat'
  | 'dcc-passive-send'
  | 'dcc-close'
  | 'quote'
  | SettingKind
  | 'raw';

/**
 * What holds for all that comes after: VERSION is not answered, or with the user's own text; no query is answered; the
 * queries of a nick are not heeded; no DCC is taken; no query to a channel is answered.
 */
export type SettingKind =
  'silence-version' | 'version-text' | 'silence-ctcp' | 'ignore-ctcp' | 'refuse-dcc' | 'silence-channel-ctcp';

export interface UserSpec {
  readonly through: UserInput;
  /**
   * The line, or lines, that make the client do it; `{target}`, `{text}`, `{command}`, `{args}` and `{file}` are filled in.
   * An `{args}` without a value takes the space or comma before it along.
   */
  readonly commands: Readonly<Partial<Record<ActionKind, string | readonly string[]>>>;
  /** How a value stands in such a line; by default as it is. */
  readonly encoding?: UserEncoding;
}

export type UserInput =
  /** Standard input, or the keyboard of the pty. `enter` ends a line: by default LF on a pipe and CR on a pty. */
  | { readonly kind: 'input'; readonly enter?: string }
  /** A FIFO that the client makes; a glob that begins with `{home}/`. */
  | { readonly kind: 'fifo'; readonly path: string };

/** Where what the client shows can be seen. `patterns` is carried along for whoever judges the lines. */
export type DisplaySpec = (
  | { readonly source: 'screen' }
  | { readonly source: 'output' }
  /** Log files; a glob that begins with `{home}/`. */
  | { readonly source: 'file'; readonly path: string }
) & {
  /** It runs in a mode that is meant for pipes: on a terminal it would write something else. */
  readonly forPipes?: boolean;
  readonly patterns?: Readonly<Record<string, string>>;
};

/** The ways to ask a client to quit; those that are given are tried in this order until it is gone. */
export interface QuitSpec {
  /** Typed as a user types them. */
  readonly commands?: string | readonly string[];
  readonly closeInput?: boolean;
  readonly signal?: NodeJS.Signals;
}
