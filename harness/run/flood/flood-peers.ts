import { foldNick } from '../../wire/casemap.ts';
import { castFor, type PeerName } from '../play/names.ts';

/** Those who flood: as many as a step asks for, none of whom plays another part. */
export class FloodPeers {
  readonly #key: string;
  readonly #seed: number;
  readonly #peers: PeerName[] = [];
  readonly #byNick = new Map<string, PeerName>();

  /** @param key the same gives the same peers */
  constructor(seed: number, key: string) {
    this.#seed = seed;
    this.#key = key;
  }

  /** The first so many. */
  take(count: number): readonly PeerName[] {
    while (this.#peers.length < count) {
      const { peer } = castFor(this.#seed, `${this.#key}/flood/${this.#peers.length}`);
      this.#peers.push(peer);
      this.#byNick.set(foldNick(Buffer.from(peer.nick)), peer);
    }
    return this.#peers.slice(0, count);
  }

  /** Who of them has this nick. */
  find(nick: Uint8Array): PeerName | undefined {
    return this.#byNick.get(foldNick(nick));
  }
}
