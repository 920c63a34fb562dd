import { createHash } from 'node:crypto';
import type { PinnedCast } from '../../scenario/schema.ts';

/** A peer that exists for one playing only, so that an answer names the stimulus that caused it. */
export interface PeerName {
  readonly nick: string;
  readonly user: string;
  readonly host: string;
  /** nick!user@host */
  readonly source: string;
}

/** The peers and tokens of one playing. */
export interface Cast {
  readonly peer: PeerName;
  readonly other: PeerName;
  /** Eight letters and digits. */
  readonly token: string;
  readonly token2: string;
}

/**
 * The same seed and key give the same cast, in whatever order and on however many clients the scenarios are
 * played; so a result can be played again byte for byte.
 */
export function castFor(seed: number, key: string): Cast {
  return {
    peer: peerFor(seed, `${key}/peer`),
    other: peerFor(seed, `${key}/other`),
    token: word(seed, `${key}/token`, 8),
    token2: word(seed, `${key}/token2`, 8),
  };
}

/** The cast that a scenario file pins down. */
export function pinnedCast({ peer, other, token, token2 }: PinnedCast): Cast {
  return { peer: peerOf(peer), other: peerOf(other), token, token2 };
}

/** What a scenario file has to say for the same cast. */
export function toPin({ peer, other, token, token2 }: Cast): PinnedCast {
  return { peer: peer.source, other: other.source, token, token2 };
}

function peerOf(source: string): PeerName {
  const [, nick = '', user = '', host = ''] = /^([^!]*)!([^@]*)@(.*)$/.exec(source) ?? [];
  return { nick, user, host, source };
}

function peerFor(seed: number, key: string): PeerName {
  const nick = word(seed, key, 8);
  const user = nick.slice(0, 2);
  const host = `${nick}.peer.test`;
  return { nick, user, host, source: `${nick}!${user}@${host}` };
}

/** A word of letters and digits that begins with a letter. */
function word(seed: number, key: string, length: number): string {
  const digest = createHash('sha256').update(`${seed}\0${key}`).digest();
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const first = letters[(digest[0] ?? 0) % letters.length] ?? 'a';
  const rest = BigInt(`0x${digest.subarray(1, 17).toString('hex')}`)
    .toString(36)
    .padStart(length, '0');
  return first + rest.slice(-(length - 1));
}
