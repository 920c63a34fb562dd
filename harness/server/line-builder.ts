import { asMiddle, beforeForbidden, octets } from './octets.ts';
import type { Octets } from './octets.ts';

/** The longest line without its CRLF (RFC 1459 section 2.3). */
export const MAX_LINE = 510;

/**
 * One IRC line as a server writes it: `:prefix COMMAND middle… :text`, without CRLF, at most 510 octets.
 * Unlike `formatLine` of the wire layer this never throws: its parts come from a client that may be hostile, so
 * what cannot be written is left out and what is too long is cut, as a server does.
 */
export function buildLine(prefix: Octets, command: string, params: readonly Octets[], text?: Octets): Buffer {
  const parts: Buffer[] = [Buffer.from(':'), octets(prefix), Buffer.from(` ${command}`)];
  for (const param of params) parts.push(Buffer.from(' '), asMiddle(param));
  if (text !== undefined) parts.push(Buffer.from(' :'), beforeForbidden(octets(text)));
  return Buffer.concat(parts).subarray(0, MAX_LINE);
}

/**
 * Spreads `words` over as many lines as are needed: each call of `make` gets the words of one line joined by
 * spaces, of at most `room` octets. Always makes at least one line.
 */
export function packWords(words: Iterable<Uint8Array>, room: number, make: (text: Buffer) => void): void {
  let line: Uint8Array[] = [];
  let length = 0;
  for (const word of words) {
    if (line.length > 0 && length + 1 + word.length > room) {
      make(joinWords(line));
      line = [];
      length = 0;
    }
    length += word.length + (line.length > 0 ? 1 : 0);
    line.push(word);
  }
  make(joinWords(line));
}

function joinWords(words: readonly Uint8Array[]): Buffer {
  const space = Buffer.from(' ');
  return Buffer.concat(words.flatMap((word, index) => (index === 0 ? [word] : [space, word])));
}
