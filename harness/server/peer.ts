import { octets } from './octets.ts';
import type { Octets } from './octets.ts';
import type { Channel } from './channel.ts';

/** How a peer is named; `user` and `host` have defaults, since most scenarios do not care. */
export interface PeerName {
  readonly nick: Octets;
  readonly user?: Octets;
  readonly host?: Octets;
}

/** Somebody else on the network, as far as the client can tell. No connection stands behind a peer. */
export class Peer {
  readonly nick: Buffer;
  readonly user: Buffer;
  readonly host: Buffer;
  /** The channels it is in; kept by `Channel.add` and `Channel.remove`. */
  readonly channels = new Set<Channel>();

  constructor({ nick, user = 'peer', host = 'peer.test' }: PeerName) {
    this.nick = octets(nick);
    this.user = octets(user);
    this.host = octets(host);
  }

  /** `nick!user@host`, as the client sees it in front of a line. */
  get source(): Buffer {
    return Buffer.concat([this.nick, Buffer.from('!'), this.user, Buffer.from('@'), this.host]);
  }
}
