import { isUtf8 } from 'node:buffer';
import { hexEscape, readElement } from './notation-element.ts';

export { NotationError, type NotationErrorCode } from './notation-error.ts';

// Letters, marks, numbers, punctuation, symbols and the ASCII space. Characters that show nothing although they are
// letters or marks (Hangul fillers, variation selectors) count as format characters: nothing may hide.
const STANDS_FOR_ITSELF = /^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const MARK = /^\p{M}$/u;
const SHORT_ESCAPES = new Map([
  [0x5c, '\\\\'],
  [0x0d, '\\r'],
  [0x0a, '\\n'],
  [0x09, '\\t'],
  [0x00, '\\0'],
]);

/**
 * Bytes as a person reads them, in byte notation. Any bytes can be printed, and `parseBytes(printBytes(b))` is `b`.
 * The result never contains the opening of a placeholder, so it is also a template of exactly these bytes.
 */
export function printBytes(bytes: Uint8Array): string {
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const printed: string[] = [];
  // A mark would combine with the escape, or with the quotation mark, that stands before it.
  let canCarryMark = false;
  for (let offset = 0; offset < octets.length;) {
    const plain = plainLength(octets, offset);
    if (plain > 0) {
      printed.push(octets.toString('latin1', offset, offset + plain));
      canCarryMark = true;
      offset += plain;
      continue;
    }
    const character = characterAt(octets, offset);
    const length = character === null ? 1 : Buffer.byteLength(character);
    const octet = octets[offset] ?? 0;
    const short = SHORT_ESCAPES.get(octet);
    if (short !== undefined) {
      printed.push(short);
      canCarryMark = false;
    } else if (
      character !== null &&
      STANDS_FOR_ITSELF.test(character) &&
      (canCarryMark || !MARK.test(character))
    ) {
      printed.push(character);
      canCarryMark = true;
    } else {
      for (const escaped of octets.subarray(offset, offset + length)) printed.push(hexEscape(escaped));
      canCarryMark = false;
    }
    offset += length;
  }
  return printed.join('');
}

/**
 * The bytes that a text in byte notation stands for. `\0` is always one NUL, whatever follows it.
 *
 * @throws NotationError with the UTF-16 index of the fault and the way to mend it.
 */
export function parseBytes(text: string): Buffer {
  const parts: Buffer[] = [];
  for (let offset = 0; offset < text.length;) {
    const element = readElement(text, offset);
    parts.push(element.bytes);
    offset = element.end;
  }
  return Buffer.concat(parts);
}

/** How many octets from here on are printable ASCII but the backslash, which most of what is printed is. */
function plainLength(octets: Buffer, from: number): number {
  let end = from;
  for (; end < octets.length; end += 1) {
    const octet = octets[end] ?? 0;
    if (octet < 0x20 || octet > 0x7e || octet === 0x5c) break;
  }
  return end - from;
}

/** The character whose well-formed UTF-8 begins at the offset, or null. */
function characterAt(octets: Buffer, offset: number): string | null {
  const first = octets[offset] ?? 0;
  if (first < 0x80) return String.fromCharCode(first);
  // How many octets the first one announces (RFC 3629 section 3); whether they follow, isUtf8 says.
  const announced = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const sequence = octets.subarray(offset, offset + announced);
  return isUtf8(sequence) ? sequence.toString('utf8') : null;
}
