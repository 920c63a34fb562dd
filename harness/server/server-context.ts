import { isupportTokens } from './isupport.ts';
import type { Frame } from '../wire/message-lines.ts';
import type { ServerIdentity } from './server-identity.ts';
import { World } from './world.ts';

/** How a fake server presents itself. */
export interface ServerOptions {
  /** The address to listen on, by default 127.0.0.1. */
  host?: string;
  /** The port, by default any free one. */
  port?: number;
  /** The server's name on the network, by default `irc.ctcpspec.test`. */
  name?: string;
  /**
   * The capabilities on offer, each `name` or `name=value`. An empty list makes a server that does not know CAP at
   * all, since an empty CAP LS hangs or crashes real clients.
   */
  capabilities?: readonly string[];
  /** ISUPPORT tokens beside the default ones; `KEY=value` replaces a default, `-KEY` removes it. */
  isupport?: readonly string[];
  /** A word that is blotted out in all that clients say, as a channel's filter does; none by default. */
  censors?: string | undefined;
  /** Lines for each client between its registration and 001, made when they are due. */
  beforeWelcome?: BeforeWelcome | undefined;
  /** Answers each client's first NICK with 433 "in use", so that it has to take another. */
  refuseNick?: boolean;
  /** The server speaks TLS and shows this; without it, plain TCP. */
  identity?: ServerIdentity | undefined;
  /** The server speaks WebSocket, by the IRCv3 subprotocols for these messages; none by default. */
  webSocket?: readonly Frame[] | undefined;
}

/** The client as peers see it, when it has said NICK and USER. */
export interface Newcomer {
  readonly nick: Buffer;
  /** `nick!user@host` */
  readonly source: Buffer;
}

export type BeforeWelcome = (newcomer: Newcomer) => readonly Buffer[];

export const DEFAULT_NAME = 'irc.ctcpspec.test';

// No echo-message: what is echoed changes what a client does, so scenarios ask for it.
export const DEFAULT_CAPABILITIES: readonly string[] = ['message-tags', 'server-time', 'multi-prefix'];

/** What all connections of one server share. */
export interface ServerContext {
  readonly name: string;
  readonly network: string;
  readonly capabilities: readonly string[];
  readonly isupport: readonly string[];
  readonly censors: string | null;
  readonly beforeWelcome: BeforeWelcome;
  readonly refuseNick: boolean;
  readonly identity: ServerIdentity | null;
  readonly world: World;
}

export function createContext(options: ServerOptions): ServerContext {
  return {
    name: options.name ?? DEFAULT_NAME,
    network: 'ctcpspec',
    capabilities: options.capabilities ?? DEFAULT_CAPABILITIES,
    isupport: isupportTokens(options.isupport ?? []),
    censors: options.censors ?? null,
    beforeWelcome: options.beforeWelcome ?? (() => []),
    refuseNick: options.refuseNick ?? false,
    identity: options.identity ?? null,
    world: new World(),
  };
}
