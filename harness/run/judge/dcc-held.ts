import type { DccWanted, OctetsWanted } from '../../scenario/dcc-model.ts';
import type { DccSeen } from '../dcc/dcc-stage.ts';
import type { Play } from '../play/play.ts';

const TLS_HANDSHAKE = 0x16;
/** Whoever is not the owner may write it, or anybody may run it. */
const LOOSE_MODE = 0o113;

/** Whether what the peer met is as a condition wants it. */
export function holdsByDcc(wanted: DccWanted, seen: DccSeen | null, play: Play): boolean {
  if (seen === null) return false;
  const { saved } = seen;
  const facts: readonly [unknown, unknown][] = [
    [wanted.connected, seen.connected],
    [wanted.connections, seen.accepted],
    [wanted.refused, seen.refused],
    [wanted.speaks, spokenFirst(seen)],
    [wanted.lineEnd, lineEndOf(seen)],
    [wanted.acks, seen.acks],
    [wanted.loose, saved === null ? null : (saved.mode & LOOSE_MODE) !== 0],
    [wanted.outside, seen.isOutsideKept ? 'kept' : 'changed'],
    [wanted.laid, seen.isLaidKept ? 'kept' : 'changed'],
    [wanted.ended, seen.ended],
  ];
  return (
    facts.every(([want, fact]) => want === undefined || want === fact) &&
    (wanted.line === null || hasLine(wanted.line, seen, play)) &&
    fits(wanted.received, seen.received) &&
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

function hasLine(pattern: NonNullable<DccWanted['line']>, { lines }: DccSeen, play: Play): boolean {
  return lines.some(({ octets }) => play.matches(pattern, octets));
}

/** How all lines end; null where there are none, or some end in one way and some in another. */
function lineEndOf({ lines }: DccSeen): DccWanted['lineEnd'] | null {
  const [only, ...others] = new Set(lines.map(({ end }) => end));
  return others.length === 0 ? (only ?? null) : null;
}

function spokenFirst({ firstOctets }: DccSeen): NonNullable<DccWanted['speaks']> {
  if (firstOctets.length === 0) return 'nothing';
  return firstOctets[0] === TLS_HANDSHAKE ? 'tls' : 'plain';
}
