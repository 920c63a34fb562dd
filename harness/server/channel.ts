import type { Peer } from './peer.ts';

/** The prefixes of a member, highest first: `@` operator, `+` voice. */
export type Status = '' | '@' | '+' | '@+';

/** A channel and the peers in it. The clients under test are not listed here: each sees itself and the peers. */
export class Channel {
  readonly name: Buffer;
  /** What a client finds when it joins; what it then changes, only that client sees. */
  topic: Buffer | null = null;
  modes: ReadonlySet<string> = new Set(['n', 't']);
  readonly #members = new Map<Peer, Status>();

  constructor(name: Buffer) {
    this.name = name;
  }

  get members(): ReadonlyMap<Peer, Status> {
    return this.#members;
  }

  /** Puts a peer into the channel, silently: clients that are in it already learn of it by NAMES or WHO. */
  add(peer: Peer, status: Status = ''): void {
    this.#members.set(peer, status);
    peer.channels.add(this);
  }

  remove(peer: Peer): void {
    this.#members.delete(peer);
    peer.channels.delete(this);
  }
}
