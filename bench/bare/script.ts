import type { ClientReport, TranscriptEntry } from '../../reports/model/report.ts';
import { parseBytes } from '../../harness/wire/notation.ts';
import { USUAL_CHANNEL } from '../../harness/scenario/compile-server.ts';

/** What is written to a client in one go, and which controls of it are answered. */
export interface BareWindow {
  readonly bytes: Buffer;
  /** Nicks of peers: each gets a NOTICE in return. */
  readonly controls: readonly string[];
}

/** Some clients lose what they read in one go behind it: a script that writes all at once leaves such windows out. */
const NUL = 0;

/** Where the bare server puts the client. */
const BARE_CHANNEL = '#chan';

/**
 * What a run sent to the client, out of the transcripts of its report: the same stimuli and controls, window by
 * window. What the user typed is left out, so that the bare script has less to do.
 */
export function windowsOf({ results }: ClientReport): BareWindow[] {
  const windows = new Map<string, TranscriptEntry[]>();
  const attempts = results.flatMap(({ cases, attempts: own }) =>
    cases.length === 0 ? own : cases.flatMap((one) => one.attempts),
  );
  attempts.forEach(({ transcript }, index) => {
    const sent = transcript.filter(({ from, role }) => from === 'server' && isSent(role));
    // Plays that shared a window have its controls in common.
    const key = sent.find(isQuery)?.bytes ?? `attempt ${index}`;
    const known = windows.get(key) ?? [];
    const isNew = (entry: TranscriptEntry): boolean => !known.some((old) => old.bytes === entry.bytes);
    windows.set(key, [...known, ...sent.filter((entry) => entry.role === 'stimulus' || isNew(entry))]);
  });
  return [...windows.values()]
    .filter((entries) => entries.length > 0)
    .map(windowOf)
    .filter(({ bytes }) => !bytes.includes(NUL));
}

function isSent(role: TranscriptEntry['role']): boolean {
  return role === 'stimulus' || role === 'control';
}

/** Other controls, such as what is to be shown behind a line, get no answer. */
function isQuery({ role, bytes }: TranscriptEntry): boolean {
  return role === 'control' && bytes.includes(' PRIVMSG ') && bytes.includes('\\x01');
}

function windowOf(entries: readonly TranscriptEntry[]): BareWindow {
  const inTime = [...entries].sort((a, b) => a.ms - b.ms);
  const queries = inTime.filter(isQuery);
  return {
    bytes: Buffer.concat(inTime.map(({ bytes }) => inBareChannel(parseBytes(bytes)))),
    controls: queries.map(({ bytes }) => /^:([^!]+)!/.exec(bytes)?.[1] ?? ''),
  };
}

function inBareChannel(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  return text.includes(USUAL_CHANNEL)
    ? Buffer.from(text.replaceAll(USUAL_CHANNEL, BARE_CHANNEL), 'latin1')
    : bytes;
}

/** Shares the windows out to so many starts, in order and evenly. */
export function sharedOut(windows: readonly BareWindow[], starts: number): BareWindow[][] {
  const each = Math.max(1, Math.min(starts, windows.length));
  return Array.from({ length: each }, (_, index) =>
    windows.slice(
      Math.floor((index * windows.length) / each),
      Math.floor(((index + 1) * windows.length) / each),
    ),
  );
}
