/** The CTCP delimiter, SOH. */
export const DELIMITER = 0x01;

const SPACE = 0x20;

/** A CTCP message at the beginning of a text. The parts share memory with the text. */
export interface CtcpFrame {
  /** May be empty. */
  readonly command: Buffer;
  /** What follows the first space; null when there is no space. */
  readonly params: Buffer | null;
  /** The closing delimiter is there. */
  readonly closed: boolean;
  /** What follows the closing delimiter; empty when there is none. */
  readonly rest: Buffer;
}

/** Parts that cannot be written as a CTCP message. */
export class CtcpError extends Error {
  override readonly name = 'CtcpError';
  readonly code: 'bad-command' | 'bad-params';

  constructor(code: 'bad-command' | 'bad-params', message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads the CTCP message with which a text begins (Modern IRC, Client-to-Client Protocol, "Message Syntax"). The command
 * ends at the first space, the params at the next delimiter; a missing closing delimiter is tolerated. Nothing is
 * unquoted, trimmed or folded.
 *
 * @returns null unless the first octet is the delimiter.
 */
export function parseCtcp(text: Uint8Array): CtcpFrame | null {
  if (text[0] !== DELIMITER) return null;
  const octets = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const close = octets.indexOf(DELIMITER, 1);
  const closed = close !== -1;
  const body = octets.subarray(1, closed ? close : undefined);
  const space = body.indexOf(SPACE);
  return {
    command: space === -1 ? body : body.subarray(0, space),
    params: space === -1 ? null : body.subarray(space + 1),
    closed,
    rest: closed ? octets.subarray(close + 1) : octets.subarray(octets.length),
  };
}

/**
 * Writes a CTCP message with both delimiters. A command that is a string is encoded as UTF-8. Empty params are written
 * as a space and nothing; null or undefined leaves the space out.
 *
 * @throws CtcpError for octets outside the grammar: NUL, SOH, LF, CR, in a command also a space, or an empty command.
 */
export function formatCtcp(command: string | Uint8Array, params: Uint8Array | null = null): Buffer {
  const name = typeof command === 'string' ? Buffer.from(command, 'utf8') : command;
  if (name.length === 0 || name.includes(SPACE) || hasForbiddenOctet(name)) {
    throw new CtcpError(
      'bad-command',
      'Give a command of one or more octets without NUL, SOH, LF, CR and space.',
    );
  }
  if (params !== null && hasForbiddenOctet(params)) {
    throw new CtcpError('bad-params', 'Take NUL, SOH, LF and CR out of the params; CTCP cannot carry them.');
  }
  const tail = params === null ? [] : [Buffer.of(SPACE), params];
  return Buffer.concat([Buffer.of(DELIMITER), name, ...tail, Buffer.of(DELIMITER)]);
}

/** How many delimiters a text holds. */
export function countDelimiters(text: Uint8Array): number {
  let count = 0;
  for (const octet of text) if (octet === DELIMITER) count++;
  return count;
}

function hasForbiddenOctet(bytes: Uint8Array): boolean {
  return bytes.some((octet) => octet === 0x00 || octet === DELIMITER || octet === 0x0a || octet === 0x0d);
}
