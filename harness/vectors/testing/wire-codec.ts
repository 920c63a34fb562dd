import { ctcpDequote, ctcpQuote, type QuotingDialect } from '../../wire/ctcp-quoting.ts';
import { CtcpError, formatCtcp, parseCtcp } from '../../wire/ctcp.ts';
import { lowLevelDequote, lowLevelQuote } from '../../wire/low-level-quoting.ts';
import { extractTagged } from '../../wire/tagged-data.ts';
import type { Bytes, Dialect, Doing } from '../schema.ts';

/** Gives the output, or undefined where it has no such function. */
export type Codec = (doing: Doing, dialect: Dialect, input: Bytes) => Bytes | undefined;

const QUOTING: Record<Dialect, QuotingDialect | null> = { modern: null, classic: '1994', ircii: 'ircii' };
const SPACE = 0x20;

const octets = (hex: Bytes): Buffer => {
  if (typeof hex !== 'string') throw new TypeError('bytes are a string of hexadecimal digits');
  return Buffer.from(hex, 'hex');
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The project's own wire layer, asked as a codec is. It decides no replies; `reply` is not among what it can do. */
export const wireCodec: Codec = (doing, dialect, input) => {
  const quoting = QUOTING[dialect];
  switch (doing) {
    case 'frame': {
      const { text, frames } = frame(octets(input), dialect);
      return { text: hex(text), frames: frames.map(hex) };
    }
    case 'decode':
      return decode(octets(input), dialect);
    case 'encode':
      return encode(input as { command: string; params: string | null }, dialect);
    case 'low-quote':
      return hex(lowLevelQuote(octets(input)));
    case 'low-dequote':
      return hex(lowLevelDequote(octets(input)));
    case 'ctcp-quote':
      return quoting === null ? undefined : hex(ctcpQuote(octets(input), quoting));
    case 'ctcp-dequote':
      return quoting === null ? undefined : hex(ctcpDequote(octets(input), quoting));
    case 'reply':
      return undefined;
  }
};

function frame(text: Buffer, dialect: Dialect): { text: Buffer; frames: Buffer[] } {
  if (dialect !== 'modern') {
    const found = extractTagged(text);
    return { text: found.text, frames: found.tagged };
  }
  const parsed = parseCtcp(text);
  if (parsed === null) return { text, frames: [] };
  const { command, params } = parsed;
  return { text: Buffer.alloc(0), frames: [params === null ? command : spaced(command, params)] };
}

function decode(text: Buffer, dialect: Dialect): Bytes {
  if (dialect === 'modern') {
    const parsed = parseCtcp(text);
    if (parsed === null) return { text: hex(text), messages: [] };
    const { command, params } = parsed;
    return { text: '', messages: [{ command: hex(command), params: params && hex(params) }] };
  }
  const found = extractTagged(lowLevelDequote(text));
  const messages = found.tagged.map((quoted) => {
    const plain = ctcpDequote(quoted, '1994');
    const space = plain.indexOf(SPACE);
    if (space === -1) return { command: hex(plain), params: null };
    return { command: hex(plain.subarray(0, space)), params: hex(plain.subarray(space + 1)) };
  });
  return { text: hex(found.text), messages };
}

function encode(message: { command: string; params: string | null }, dialect: Dialect): Bytes {
  const command = octets(message.command);
  const params = message.params === null ? null : octets(message.params);
  if (dialect !== 'modern') {
    const quoted = ctcpQuote(params === null ? command : spaced(command, params), '1994');
    return hex(lowLevelQuote(Buffer.concat([Buffer.of(1), quoted, Buffer.of(1)])));
  }
  try {
    return hex(formatCtcp(command, params));
  } catch (error) {
    if (error instanceof CtcpError) return null;
    throw error;
  }
}

function spaced(command: Buffer, params: Buffer): Buffer {
  return Buffer.concat([command, Buffer.of(SPACE), params]);
}
