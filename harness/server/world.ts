import { foldNick } from '../wire/casemap.ts';
import { Channel } from './channel.ts';
import { isChannelName } from './names.ts';
import { octets } from './octets.ts';
import type { Octets } from './octets.ts';
import { Peer } from './peer.ts';
import type { PeerName } from './peer.ts';
import { ServerError } from './server-error.ts';

/**
 * Who and what is on the network besides the clients under test: peers by nick, channels by name, both compared
 * by the casemapping rfc1459. All clients of one server share the world but never see each other, so that many
 * instances of one client may carry the same nick and cannot disturb each other's verdicts.
 */
export class World {
  readonly #peers = new Map<string, Peer>();
  readonly #channels = new Map<string, Channel>();
  readonly #pinned = new Set<Channel>();
  readonly #occupants = new Map<Channel, number>();

  /** @throws ServerError `nick-taken` when a peer has this nick already. */
  addPeer(name: PeerName): Peer {
    const peer = new Peer(name);
    const key = foldNick(peer.nick);
    if (this.#peers.has(key)) {
      throw new ServerError(
        'nick-taken',
        `A peer called ${peer.nick.toString()} exists; choose another nick.`,
      );
    }
    this.#peers.set(key, peer);
    return peer;
  }

  findPeer(nick: Uint8Array): Peer | undefined {
    return this.#peers.get(foldNick(nick));
  }

  /** Takes a peer off the network and out of its channels, silently. */
  removePeer(peer: Peer): void {
    if (this.#peers.get(foldNick(peer.nick)) === peer) this.#peers.delete(foldNick(peer.nick));
    for (const channel of [...peer.channels]) channel.remove(peer);
  }

  /**
   * The channel of this name, made when it does not exist; it then stays until the server is closed.
   * @throws ServerError `bad-channel` when no server would allow the name.
   */
  channel(name: Octets): Channel {
    const bytes = octets(name);
    if (!isChannelName(bytes)) {
      const message = `"${bytes.toString()}" is no channel name: start it with # or &, without space, comma or control characters, 64 octets at most.`;
      throw new ServerError('bad-channel', message);
    }
    const channel = this.#findOrMake(bytes);
    this.#pinned.add(channel);
    return channel;
  }

  findChannel(name: Uint8Array): Channel | undefined {
    return this.#channels.get(foldNick(name));
  }

  channels(): Iterable<Channel> {
    return this.#channels.values();
  }

  /** A client joins: like `channel`, but the channel goes when its last occupant does. */
  enter(name: Buffer): Channel {
    const channel = this.#findOrMake(name);
    this.#occupants.set(channel, (this.#occupants.get(channel) ?? 0) + 1);
    return channel;
  }

  /** A client leaves. Channels that only clients made are dropped, so that a hostile one cannot pile them up. */
  leave(channel: Channel): void {
    const left = (this.#occupants.get(channel) ?? 1) - 1;
    if (left > 0) {
      this.#occupants.set(channel, left);
      return;
    }
    this.#occupants.delete(channel);
    if (!this.#pinned.has(channel) && channel.members.size === 0)
      this.#channels.delete(foldNick(channel.name));
  }

  #findOrMake(name: Buffer): Channel {
    const key = foldNick(name);
    let channel = this.#channels.get(key);
    if (channel === undefined) {
      // A copy: the name may be a slice of a large input buffer.
      channel = new Channel(Buffer.from(name));
      this.#channels.set(key, channel);
    }
    return channel;
  }
}
