import type { DccWanted, OctetsWanted } from '../../scenario/dcc-model.ts';
import type { DccSeen } from '../dcc/dcc-stage.ts';
import type { Play } from '../play/play.ts';

const TLS_HANDSHAKE = 0x16;
/** Whoever is not the owner may write it, or anybody may run it. */
const LOOSE_MODE = 0o113;

/** Whether what the peer met is as a condition wants it. */
export function holdsByDcc(wanted: DccWanted, seen: DccSeen | null, play: Play): boolean {
  if (seen === null) return false;
  const { peer, saved } = seen;
  const received =
    peer.task?.kind === 'receive' && peer.link !== null
      ? { octets: peer.task.octetsIn, isContent: peer.task.isContent }
      : null;
  const acks = peer.task?.kind === 'send' ? peer.task.acknowledgements.form(peer.task.position) : null;
  const facts: readonly [unknown, unknown][] = [
    [wanted.connected, peer.link !== null],
    [wanted.connections, peer.accepted],
    [wanted.refused, peer.refused > 0],
    [wanted.speaks, spokenFirst(seen)],
    [wanted.lineEnd, lineEndOf(seen)],
    [wanted.acks, acks],
    [wanted.loose, saved === null ? null : (saved.mode & LOOSE_MODE) !== 0],
    [wanted.outside, seen.isOutsideKept ? 'kept' : 'changed'],
    [wanted.laid, seen.isLaidKept ? 'kept' : 'changed'],
    [wanted.ended, peer.link === null ? null : (peer.link.ended ?? 'open')],
  ];
  return (
    facts.every(([want, fact]) => want === undefined || want === fact) &&
    (wanted.line === null || hasLine(wanted.line, seen, play)) &&
    fits(wanted.received, received) &&
    fits(wanted.saved, saved)
  );
}

function fits(
  wanted: OctetsWanted | null,
  found: { readonly octets: number; readonly isContent: boolean } | null,
): boolean {
  if (wanted === null) return true;
  const is = found === null ? 'none' : found.isContent ? 'content' : 'other';
  return (
    (wanted.is === null || wanted.is === is) && (wanted.octets === null || wanted.octets === found?.octets)
  );
}

function hasLine(pattern: NonNullable<DccWanted['line']>, { peer }: DccSeen, play: Play): boolean {
  return peer.task?.kind === 'chat' && peer.task.lines.some(({ octets }) => play.matches(pattern, octets));
}

/** How all lines end; null where there are none, or some end in one way and some in another. */
function lineEndOf({ peer }: DccSeen): DccWanted['lineEnd'] | null {
  const ends = new Set(peer.task?.kind === 'chat' ? peer.task.lines.map(({ end }) => end) : []);
  const [only] = ends;
  return ends.size === 1 ? (only ?? null) : null;
}

function spokenFirst({ peer: { firstOctets } }: DccSeen): NonNullable<DccWanted['speaks']> {
  if (firstOctets.length === 0) return 'nothing';
  return firstOctets[0] === TLS_HANDSHAKE ? 'tls' : 'plain';
}
