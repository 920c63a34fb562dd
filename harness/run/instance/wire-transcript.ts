import type { TranscriptEntry } from '../../../reports/model/report.ts';
import type { WireEntry } from '../../server/transcript.ts';
import { printBytes } from '../../wire/notation.ts';

/** More of a start or an end than this is of no use to a reader. */
const ENTRIES = 60;

/** The first and last entries of a connection, for a finding about the client as a whole. */
export function wireTranscript(entries: readonly WireEntry[]): TranscriptEntry[] {
  const picked =
    entries.length <= ENTRIES ? entries : [...entries.slice(0, ENTRIES / 2), ...entries.slice(-ENTRIES / 2)];
  return picked.map(({ ms, from, bytes }) => ({
    ms,
    from,
    bytes: printBytes(bytes.subarray(0, 2048)),
    decides: false,
  }));
}
