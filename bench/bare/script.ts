import type { ClientReport, TranscriptEntry } from '../../reports/model/report.ts';
import { fuzzLines } from '../../harness/run/play/fuzz-lines.ts';
import { parseBytes } from '../../harness/wire/notation.ts';
import { USUAL_CHANNEL } from '../../harness/scenario/compile-server.ts';

/** What is written to a client in one go, and which controls of it are answered. */
export interface BareWindow {
  readonly bytes: Buffer;
  /** Nicks of peers, each of whom gets a NOTICE in return, and tokens of a server's PING. */
  readonly controls: readonly string[];
  /** Nothing else is played on the client. */
  readonly alone: boolean;
}

/** Some clients lose what they read in one go behind it: a script that writes all at once leaves such windows out. */
const NUL = 0;

/** How the bare server calls the client, and where it puts it. */
export const BARE_NICK = 'alice';
const BARE_CHANNEL = '#chan';
const BARE_SERVER = 'irc.test';
const CRLF = Buffer.from('\r\n');

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
  const fuzzed = attempts.flatMap(({ transcript }) => transcript.flatMap((entry) => fuzzWindow(entry) ?? []));
  const written = [...windows.values()]
    .filter((entries) => entries.length > 0)
    .map(windowOf)
    .filter(({ bytes }) => !bytes.includes(NUL));
  return [...fuzzed, ...written];
}

/** The transcript of a fuzzer has its seed in the place of its lines. */
const FUZZ = /^(\d+) seeded lines, seed (\d+)$/;
/** As the harness asks a client whose replies do not queue. */
const LINES_PER_PING = 250;

function fuzzWindow({ from, bytes }: TranscriptEntry): BareWindow | null {
  const [, count, seed] = (from === 'process' ? FUZZ.exec(bytes) : null) ?? [];
  if (count === undefined || seed === undefined) return null;
  const lines = fuzzLines(Number(seed), Number(count), {
    nick: Buffer.from(BARE_NICK),
    channel: BARE_CHANNEL,
    server: BARE_SERVER,
  });
  const controls: string[] = [];
  const sent = lines.flatMap((line, index) => {
    if ((index + 1) % LINES_PER_PING !== 0) return [line, CRLF];
    controls.push(`fuzz${index + 1}`);
    return [line, CRLF, Buffer.from(`PING :fuzz${index + 1}\r\n`)];
  });
  return { bytes: Buffer.concat(sent), controls, alone: true };
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
    alone: false,
  };
}

function inBareChannel(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  return text.includes(USUAL_CHANNEL)
    ? Buffer.from(text.replaceAll(USUAL_CHANNEL, BARE_CHANNEL), 'latin1')
    : bytes;
}

/** Shares the windows out to so many starts: first those that want one for themselves, the others in order and evenly. */
export function sharedOut(windows: readonly BareWindow[], starts: number): BareWindow[][] {
  const alone = windows.filter((window) => window.alone);
  const others = windows.filter((window) => !window.alone);
  const each = Math.max(1, Math.min(starts - alone.length, others.length));
  const shared = Array.from({ length: each }, (_, index) =>
    others.slice(
      Math.floor((index * others.length) / each),
      Math.floor(((index + 1) * others.length) / each),
    ),
  );
  return [...alone.map((window) => [window]), ...shared];
}
