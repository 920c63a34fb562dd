import { Socket } from 'node:net';
import type { Carrier } from './carrier.ts';
import type { CarriedLine } from '../wire/message-lines.ts';
import { join } from './commands/membership.ts';
import { Connection } from './connection.ts';
import type { CloseReason } from './connection.ts';
import { dispatch } from './dispatch.ts';
import { buildLine, MAX_LINE } from './line-builder.ts';
import { isChannelName, isWritableNick, visibleHost } from './names.ts';
import { octets } from './octets.ts';
import type { Octets } from './octets.ts';
import { readLine } from './received-line.ts';
import type { Arrival, ReceivedLine } from './received-line.ts';
import type { ServerContext } from './server-context.ts';
import { ServerError } from './server-error.ts';
import { Signal } from './signal.ts';
import { Turn } from './turn.ts';
import { User } from './user.ts';
import type { World } from './world.ts';

export type { CloseReason } from './connection.ts';
export type { ReceivedLine } from './received-line.ts';
export type { WireEntry } from './transcript.ts';

/** One client on the fake server, from the server's side. */
export class Session extends Connection {
  readonly #server: ServerContext;
  readonly #user: User;
  readonly #lineSignal = new Signal<ReceivedLine>();
  readonly #registeredSignal = new Signal<undefined>();
  readonly #joinedSignal = new Signal<string>();

  constructor(carrier: Carrier, server: ServerContext) {
    super(carrier);
    const { transport } = carrier;
    this.#server = server;
    this.#user = new User(
      visibleHost((transport instanceof Socket ? transport.remoteAddress : undefined) ?? '127.0.0.1'),
    );
  }

  /** The present nick; `*` before there is one. */
  get nick(): Buffer {
    return this.#user.target;
  }

  /** `nick!user@host`, as peers see it. */
  get source(): Buffer {
    return this.#user.source;
  }

  /** The host as peers see it. */
  get host(): Buffer {
    return this.#user.host;
  }

  get registered(): boolean {
    return this.#user.registered;
  }

  /** The names of the capabilities that the client has asked for and got. */
  get capabilities(): ReadonlySet<string> {
    return this.#user.capabilities;
  }

  /** The peers and channels that this client sees. */
  get world(): World {
    return this.#server.world;
  }

  /** The channels that the client is in, as UTF-8 text. */
  channels(): readonly string[] {
    return [...this.#user.memberships.values()].map(({ channel }) => channel.name.toString());
  }

  /** Each later line of the client, after the server's own reply to it was written. Returns the unsubscriber. */
  onLine(listener: (line: ReceivedLine) => void): () => void {
    return this.#lineSignal.subscribe(listener);
  }

  onRegistered(listener: () => void): () => void {
    return this.#registeredSignal.subscribe(listener);
  }

  onJoined(listener: (channel: string) => void): () => void {
    return this.#joinedSignal.subscribe(listener);
  }

  /** Stays pending when the connection closes first: race it with `whenClosed`. Never rejects. */
  async whenRegistered(): Promise<void> {
    if (!this.registered) await this.#registeredSignal.next();
  }

  /** Resolves when the client is in the channel; else as `whenRegistered`. */
  async whenJoined(channel: string): Promise<void> {
    const isIn = (): boolean => this.#user.membership(octets(channel)) !== undefined;
    if (!isIn()) await this.#joinedSignal.next(isIn);
  }

  /**
   * Puts the client into a channel by the server's decision. Nothing happens when it is in there already.
   * @throws ServerError `not-registered` before registration, `bad-channel` for a name that no server allows
   */
  forceJoin(channel: string): void {
    const name = octets(channel);
    if (!isChannelName(name)) {
      throw new ServerError('bad-channel', `"${channel}" is no channel name; start it with # or &.`);
    }
    this.#requireRegistered('forceJoin');
    if (this.closed || this.#user.membership(name) !== undefined) return;
    const turn = new Turn(this.#server, this.#user);
    join(turn, name);
    this.#conclude(turn);
  }

  /**
   * Renames the client by the server's decision. Any nick that can be written is allowed.
   * @throws ServerError `not-registered` before registration, `bad-nick` for one that would break the line
   */
  forceNick(newNick: Octets): void {
    const nick = Buffer.from(octets(newNick));
    if (!isWritableNick(nick)) {
      const message =
        'Choose a nick that is not empty and has no space, NUL, line break, !, @ or leading colon.';
      throw new ServerError('bad-nick', message);
    }
    this.#requireRegistered('forceNick');
    this.send(buildLine(this.source, 'NICK', [nick]));
    this.#user.nick = nick;
  }

  /**
   * Shows the client under another host from now on, as servers do that hide hosts, and tells the client in the ways
   * that it knows: by 396, and by CHGHOST where it asked for that capability.
   * @returns what it was told, as it went out
   * @throws ServerError `not-registered` before registration, `bad-host` for one that would break the line
   */
  forceHost(newHost: Octets): Buffer {
    const host = Buffer.from(octets(newHost));
    if (!isWritableNick(host)) {
      const message =
        'Choose a host that is not empty and has no space, NUL, line break, !, @ or leading colon.';
      throw new ServerError('bad-host', message);
    }
    this.#requireRegistered('forceHost');
    const turn = new Turn(this.#server, this.#user);
    if (this.#user.capabilities.has('chghost'))
      turn.fromUser('CHGHOST', [this.#user.username ?? octets('*'), host]);
    this.#user.host = host;
    turn.numeric('396', [host], 'is now your displayed host');
    this.sendLines(turn.lines);
    return Buffer.concat(turn.lines.flatMap((line) => [line, octets('\r\n')]));
  }

  /** Sends `PING :token`; the client's PONG comes as a line. */
  serverPing(token: string): void {
    this.send(Buffer.from(`PING :${token}`));
  }

  /** Ends the connection politely: an ERROR line, FIN, and the end in any case when the client does not follow. */
  end(): void {
    this.#sayGoodbye('server', 'Server shutting down');
  }

  /** Ends the connection as a server does that has had enough: an ERROR line with the reason, and FIN. */
  throwOff(reason: string): void {
    this.#sayGoodbye('server', reason);
  }

  protected override receiveLine(rawLine: CarriedLine, wire: Buffer, { ms, frame }: Arrival): void {
    const received = readLine(rawLine, wire, { ms, frame });
    const { line, ending, raw } = received;
    const turn = new Turn(this.#server, this.#user);
    // An overlong line has no ending either: nothing is done for half a line.
    if (line !== null && ending !== 'none' && !this.ending) dispatch(turn, line, raw);
    this.#conclude(turn, received);
  }

  protected override release(): void {
    for (const { channel } of this.#user.memberships.values()) this.world.leave(channel);
  }

  /** Writes what a turn has produced, then tells the listeners what happened. */
  #conclude(turn: Turn, received?: ReceivedLine): void {
    this.sendLines(turn.lines);
    if (received !== undefined) this.#lineSignal.emit(received);
    if (turn.registered) this.#registeredSignal.emit(undefined);
    for (const channel of turn.joined) this.#joinedSignal.emit(channel.toString());
    if (turn.farewell !== null) this.#sayGoodbye('client', turn.farewell);
  }

  #sayGoodbye(reason: CloseReason, farewell: string): void {
    const text = `ERROR :Closing Link: ${this.nick.toString('latin1')}[${this.#user.host.toString()}] (${farewell})`;
    this.finish(reason, Buffer.from(text, 'latin1').subarray(0, MAX_LINE));
  }

  #requireRegistered(act: string): void {
    if (this.registered) return;
    throw new ServerError(
      'not-registered',
      `${act} needs a registered client; await whenRegistered() first.`,
    );
  }
}
