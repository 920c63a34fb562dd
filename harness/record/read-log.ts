import type { WireEntry } from '../server/transcript.ts';
import { parseBytes } from '../wire/notation.ts';
import { NotationError } from '../wire/notation-error.ts';
import { LogError } from './log-error.ts';
import { parseWireText, WIRE_LINE } from './wire-text.ts';

export type LogForm = 'wire' | 'irssi' | 'weechat';

const CRLF = Buffer.from('\r\n');
/** A date may stand first; the arrow points out of the client or into it, `=` marks what a modifier made of a line. */
const WEECHAT_LINE = /^(?:[\d-]*[ T]?[\d:]+[\t ]+)?(<--|-->|<==|==>) (\S+)(?:\t| ?\| ?)(.*)$/;
const IRSSI_LINE = /^(>>|<<|-->) /;

/**
 * Reads a log of a session: our own wire text, what irssi's `/rawlog save` writes, or the lines of WeeChat's
 * `/server raw` buffer. The last two know no line endings; CR LF is assumed.
 *
 * @param bytes the whole file
 * @param file for messages
 * @throws LogError naming the line that cannot be read
 */
export function readLog(bytes: Buffer, file: string): { form: LogForm; entries: WireEntry[] } {
  const form = formOf(bytes, file);
  switch (form) {
    case 'wire':
      return { form, entries: parseWireText(bytes.toString('utf8'), file) };
    case 'irssi':
      return { form, entries: readIrssi(bytes, file) };
    case 'weechat':
      return { form, entries: readWeechat(bytes.toString('utf8'), file) };
  }
}

function formOf(bytes: Buffer, file: string): LogForm {
  for (const line of bytes.toString('latin1').split('\n')) {
    if (WIRE_LINE.test(line)) return 'wire';
    if (WEECHAT_LINE.test(line)) return 'weechat';
    if (IRSSI_LINE.test(line)) return 'irssi';
  }
  throw new LogError(
    file,
    1,
    'this is no log of raw IRC that ctcpspec can read',
    "Give what irssi's /rawlog save wrote, lines of WeeChat's /server raw, or lines of '<- octets' and '-> octets'.",
  );
}

/** The octets stand as they were, so the file is not text. */
function readIrssi(bytes: Buffer, file: string): WireEntry[] {
  const entries: WireEntry[] = [];
  for (const [index, line] of linesOf(bytes).entries()) {
    if (line.length === 0) continue;
    const [, mark] = IRSSI_LINE.exec(line.subarray(0, 4).toString('latin1')) ?? [];
    if (mark === undefined)
      throw new LogError(file, index + 1, 'this line has no direction', "Lines begin with '>> ' or '<< '.");
    // What irssi sorts to the command that asked for it, it has received before.
    if (mark === '-->') continue;
    entries.push({
      ms: 0,
      from: mark === '>>' ? 'server' : 'client',
      bytes: Buffer.concat([line.subarray(3), CRLF]),
    });
  }
  return entries;
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start <= bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end === -1 ? undefined : end));
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
}

function readWeechat(text: string, file: string): WireEntry[] {
  const entries: WireEntry[] = [];
  let server: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, mark, name, octets] = WEECHAT_LINE.exec(line) ?? [];
    // The buffer also tells of connections and holds its own title.
    if (mark === undefined || name === undefined || octets === undefined) continue;
    server ??= name;
    if (name !== server)
      throw new LogError(
        file,
        index + 1,
        `this line is of the server '${name}', those before are of '${server}'`,
        'Keep the lines of one server.',
      );
    // What a modifier makes of a received line never was on the wire; what it makes of a line to be sent is.
    if (mark === '==>') continue;
    if (mark === '<==' && entries.at(-1)?.from === 'client') entries.pop();
    const bytes = Buffer.concat([octetsOf(octets, file, index + 1), CRLF]);
    entries.push({ ms: 0, from: mark === '-->' ? 'server' : 'client', bytes });
  }
  return entries;
}

function octetsOf(text: string, file: string, line: number): Buffer {
  try {
    return parseBytes(text);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new LogError(file, line, error.message.replace(/\.$/, ''), 'WeeChat writes octets as \\xHH.');
  }
}
