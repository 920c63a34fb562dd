import { foldNick } from '../wire/casemap.ts';
import type { Channel } from './channel.ts';

/** A client's place in one channel, with the topic and modes as this client sees them. */
export interface Membership {
  readonly channel: Channel;
  readonly operator: boolean;
  /** Letter to argument, for the modes that are set. */
  readonly modes: Map<string, Buffer | null>;
  topic: Buffer | null;
}

/** What the server knows about one connected client. */
export class User {
  host: Buffer;
  nick: Buffer | null = null;
  username: Buffer | null = null;
  realname: Buffer = Buffer.alloc(0);
  registered = false;
  /** Registration waits while this is true (capability negotiation: from CAP LS or REQ to CAP END). */
  negotiating = false;
  /** The version given with CAP LS; 302 and later may get several lines and values. */
  capVersion = 0;
  readonly capabilities = new Set<string>();
  readonly modes = new Set<string>();
  away: Buffer | null = null;
  nickWasRefused = false;
  readonly memberships = new Map<string, Membership>();

  constructor(host: Buffer) {
    this.host = host;
  }

  /** How a numeric addresses this client: its nick, `*` before it has one. */
  get target(): Buffer {
    return this.nick ?? Buffer.from('*');
  }

  /** `nick!user@host`, with `*` for what is not known yet. */
  get source(): Buffer {
    return Buffer.concat([
      this.target,
      Buffer.from('!'),
      this.username ?? Buffer.from('*'),
      Buffer.from('@'),
      this.host,
    ]);
  }

  isCalled(nick: Uint8Array): boolean {
    return this.nick !== null && foldNick(this.nick) === foldNick(nick);
  }

  membership(channel: Uint8Array): Membership | undefined {
    return this.memberships.get(foldNick(channel));
  }
}
