import { layOutLine, MAX_PARAMS, type Span } from './line-layout.ts';

export { parseTags, unescapeTagValue } from './tags.ts';

/** An IRC line (RFC 1459 section 2.3.1), with IRCv3 tags. All bytes are as they came. */
export interface IrcLine {
  /** Without the `@`; null when there are none. */
  readonly tags: Buffer | null;
  /** Without the `:`; null when there is none. */
  readonly source: Buffer | null;
  /** ASCII letters upper-cased, octets above 0x7F as latin1; never empty. */
  readonly command: string;
  readonly params: readonly Buffer[];
  /** The last parameter was introduced by a colon. */
  readonly trailing: boolean;
}

/** What `formatLine` needs of a line. */
export interface LineParts {
  readonly tags?: Uint8Array | null;
  readonly source?: Uint8Array | null;
  readonly command: string;
  readonly params: readonly Uint8Array[];
  readonly trailing?: boolean;
}

export type LineErrorCode = 'bad-tags' | 'bad-source' | 'bad-command' | 'bad-param' | 'too-many-params';

/** Parts that cannot be written as an IRC line. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly code: LineErrorCode;

  constructor(code: LineErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;

/**
 * Reads a line that has no LF; a final CR is dropped. As tolerant as a server: leading and repeated spaces, lower-case
 * commands, a missing colon before the last parameter, and any octet in a parameter. The parts share memory with `raw`.
 *
 * @returns null for a line without a command.
 */
export function parseLine(raw: Uint8Array): IrcLine | null {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const line = octets.at(-1) === CR ? octets.subarray(0, -1) : octets;
  const layout = layOutLine(line);
  const part = ({ start, end }: Span): Buffer => line.subarray(start, end);
  const command = part(layout.command).toString('latin1');
  if (command === '') return null;
  return {
    tags: layout.tags && part(layout.tags),
    source: layout.source && part(layout.source),
    command: command.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
    params: layout.params.map(part),
    trailing: layout.trailing,
  };
}

/**
 * Writes a line without its CRLF. The last parameter gets a colon if `trailing` says so, or if it needs one.
 *
 * @throws LineError for a part that would not be read back as it was given: CR, LF or NUL anywhere, a space where none
 * can be, an empty parameter or one with a leading colon before the last, more than 15 parameters.
 */
export function formatLine(parts: LineParts): Buffer {
  const { tags = null, source = null, command, params, trailing = false } = parts;
  if (params.length > MAX_PARAMS) {
    throw new LineError('too-many-params', `Give at most ${MAX_PARAMS} parameters, not ${params.length}.`);
  }
  const words: Buffer[] = [];
  if (tags !== null) words.push(Buffer.from('@'), word(tags, 'bad-tags', 'tags'), Buffer.from(' '));
  if (source !== null) words.push(Buffer.from(':'), word(source, 'bad-source', 'source'), Buffer.from(' '));
  words.push(commandWord(command));
  for (const [index, param] of params.entries()) {
    const isLast = index === params.length - 1;
    const needsColon = param.length === 0 || param[0] === COLON || param.includes(SPACE);
    if (needsColon && !isLast) {
      throw new LineError(
        'bad-param',
        'Only the last parameter may be empty, hold a space or begin with a colon.',
      );
    }
    words.push(
      Buffer.from(isLast && (trailing || needsColon) ? ' :' : ' '),
      lineOctets(param, 'bad-param', 'parameter'),
    );
  }
  return Buffer.concat(words);
}

/** The nick in a source: what comes before the first `!` or `@`; all of it if there is neither. */
export function nickOf(source: Uint8Array): Buffer {
  const end = source.findIndex((octet) => octet === 0x21 || octet === 0x40);
  return Buffer.from(end === -1 ? source : source.subarray(0, end));
}

function commandWord(command: string): Buffer {
  const octets = Buffer.from(command, 'latin1');
  if (/^(?:$|[:@])|[^\u0000-\u00ff]/.test(command)) {
    throw new LineError(
      'bad-command',
      'Give a command of letters or digits; it may not begin with a colon or an @.',
    );
  }
  return word(octets, 'bad-command', 'command');
}

function word(bytes: Uint8Array, code: LineErrorCode, what: string): Buffer {
  if (bytes.includes(SPACE)) throw new LineError(code, `Take the space out of the ${what}.`);
  return lineOctets(bytes, code, what);
}

function lineOctets(bytes: Uint8Array, code: LineErrorCode, what: string): Buffer {
  const bad = bytes.find((octet) => octet === 0x00 || octet === 0x0a || octet === 0x0d);
  if (bad !== undefined)
    throw new LineError(code, `Take NUL, LF and CR out of the ${what}; a line cannot hold them.`);
  return Buffer.from(bytes);
}
