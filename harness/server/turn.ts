import { buildLine } from './line-builder.ts';
import type { Octets } from './octets.ts';
import type { ServerContext } from './server-context.ts';
import type { User } from './user.ts';

/**
 * One thing that happens to a client (a line it sent, or an act of the server) and the lines it gets for it. The
 * lines of a turn are written to the socket at once when it ends.
 */
export class Turn {
  readonly server: ServerContext;
  readonly user: User;
  lines: Buffer[] = [];
  /** Channels that the client came into in this turn. */
  readonly joined: Buffer[] = [];
  /** Whether the client became registered in this turn. */
  registered = false;
  /** Set when the client asked to leave: what the ERROR line says. */
  farewell: string | null = null;

  constructor(server: ServerContext, user: User) {
    this.server = server;
    this.user = user;
  }

  /** A numeric reply (RFC 1459 section 6) to this client. */
  numeric(code: string, params: readonly Octets[], text?: Octets): void {
    this.fromServer(code, [this.user.target, ...params], text);
  }

  fromServer(command: string, params: readonly Octets[], text?: Octets): void {
    this.lines.push(buildLine(this.server.name, command, params, text));
  }

  /** A line whose source is the client itself: how a server confirms JOIN, NICK, MODE and their like. */
  fromUser(command: string, params: readonly Octets[], text?: Octets): void {
    this.lines.push(buildLine(this.user.source, command, params, text));
  }
}
