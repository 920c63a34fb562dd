import type { WireEntry } from '../server/transcript.ts';
import { foldNick } from '../wire/casemap.ts';
import { DELIMITER, parseCtcp } from '../wire/ctcp.ts';
import { nickOf, parseLine, type IrcLine } from '../wire/line.ts';

/** A message to the client, and what it sent in return. */
export interface Exchange {
  /** As it came, with its line ending. */
  readonly stimulus: Buffer;
  /** The client's nick at that moment. */
  readonly nick: Buffer;
  /** The name of the server; null when the log does not tell it. */
  readonly server: Buffer | null;
  readonly answers: readonly IrcLine[];
}

/** What a client says without being asked, or because the server asked: never an answer to a peer. */
const HOUSEKEEPING: ReadonlySet<string> = new Set([
  ...['PONG', 'PING', 'CAP', 'AUTHENTICATE', 'PASS', 'NICK', 'USER', 'WHO', 'WHOIS', 'USERHOST', 'ISON'],
  ...['MODE', 'MONITOR', 'JOIN', 'NAMES', 'AWAY', 'QUIT'],
]);

interface Open {
  readonly stimulus: Buffer;
  readonly line: IrcLine;
  readonly nick: Buffer;
  readonly server: Buffer | null;
  readonly answers: IrcLine[];
}

/**
 * Finds the messages that were sent to a client, and puts each line of the client down to one of them: to the
 * last one that it can be an answer to by its target and command, else to the last one that there was.
 *
 * @param all also messages without CTCP
 */
export function exchangesOf(entries: readonly WireEntry[], { all }: { all: boolean }): Exchange[] {
  const open: Open[] = [];
  let nick = Buffer.from('*');
  let server: Buffer | null = null;
  for (const { from, bytes } of entries) {
    const line = parseLine(withoutEnding(bytes));
    if (line === null) continue;
    if (from === 'client') {
      takeAnswer(line, withoutEnding(bytes), open);
      continue;
    }
    const [first] = line.params;
    if (line.command === '001' && first !== undefined) {
      nick = Buffer.from(first);
      server = line.source === null ? null : Buffer.from(line.source);
    } else if (line.command === 'NICK' && first !== undefined && isFrom(line, nick)) {
      nick = Buffer.from(first);
    } else if (isStimulus(line, all)) {
      open.push({ stimulus: bytes, line, nick, server, answers: [] });
    }
  }
  return open.map(({ stimulus, nick: at, server: by, answers }) => ({
    stimulus,
    nick: at,
    server: by,
    answers,
  }));
}

export function withoutEnding(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === 0x0a) end -= bytes[end - 2] === 0x0d ? 2 : 1;
  return bytes.subarray(0, end);
}

function isFrom({ source }: IrcLine, nick: Buffer): boolean {
  return source !== null && foldNick(nickOf(source)) === foldNick(nick);
}

function isStimulus({ command, params, source }: IrcLine, all: boolean): boolean {
  if (command !== 'PRIVMSG' && command !== 'NOTICE') return false;
  const text = params.at(-1);
  if (text === undefined || params.length < 2) return false;
  // Notices of the server itself greet; they are no messages of a peer.
  return text.includes(DELIMITER) || (all && source !== null && source.includes('!'));
}

function takeAnswer(line: IrcLine, raw: Buffer, open: readonly Open[]): void {
  if (HOUSEKEEPING.has(line.command)) {
    // A command that stands in a message word for word has been smuggled in.
    open.findLast(({ stimulus }) => stimulus.includes(raw))?.answers.push(line);
    return;
  }
  const [target] = line.params;
  const to = target === undefined ? [] : open.filter((one) => answersTo(one.line, target));
  const command = commandOf(line);
  const waiting = to.find(
    (one) =>
      command !== null &&
      commandOf(one.line) === command &&
      !one.answers.some((a) => commandOf(a) === command),
  );
  (waiting ?? to.at(-1) ?? open.at(-1))?.answers.push(line);
}

/** To the nick that asked, or to where it asked. */
function answersTo({ source, params: [target] }: IrcLine, to: Uint8Array): boolean {
  const asked = source === null ? null : foldNick(nickOf(source));
  const place = target === undefined ? null : foldNick(target);
  return [asked, place].includes(foldNick(to));
}

/** The name of the CTCP message that a line carries, in upper case. */
export function commandOf({ params }: IrcLine): string | null {
  const frame = parseCtcp(params.at(-1) ?? Buffer.alloc(0));
  return frame === null ? null : frame.command.toString('latin1').toUpperCase();
}
