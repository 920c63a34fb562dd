import { NotationError } from './notation-error.ts';

/** One element of a text in byte notation: an escape, or a character that stands for itself. */
export interface NotationElement {
  readonly bytes: Buffer;
  /** UTF-16 index just after the element. */
  readonly end: number;
}

// Unassigned and private-use characters are accepted, although they are never printed: which characters are
// assigned depends on the version of Unicode, and a file must read the same on every version of Node.
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const SHORT_ESCAPES = new Map([
  ['\\', 0x5c],
  ['r', 0x0d],
  ['n', 0x0a],
  ['t', 0x09],
  ['0', 0x00],
]);

/**
 * Reads the element of byte notation that begins at a UTF-16 index inside the text.
 *
 * @throws NotationError for a raw control or format character, an unknown escape, or a `\{`, which only a template
 * may hold.
 */
export function readElement(text: string, offset: number): NotationElement {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  if (character === '\\') return readEscape(text, offset);
  if (REFUSED.test(character)) {
    throw new NotationError(
      'raw-character',
      offset,
      `Write ${asEscapes(character)} instead of the raw character.`,
    );
  }
  return { bytes: Buffer.from(character, 'utf8'), end: offset + character.length };
}

function readEscape(text: string, offset: number): NotationElement {
  const letter = text[offset + 1];
  if (letter === undefined) {
    throw new NotationError('dangling-backslash', offset, 'Write \\\\ for a backslash at the end.');
  }
  if (letter === 'x') return readHex(text, offset);
  if (letter === '{') {
    const message =
      'A placeholder cannot stand here. Write \\\\{ for a backslash and a brace, or { for a brace.';
    throw new NotationError('placeholder', offset, message);
  }
  const octet = SHORT_ESCAPES.get(letter);
  if (octet === undefined) {
    const message = 'Unknown escape. Use \\\\, \\r, \\n, \\t, \\0 or \\xHH, and write \\\\ for a backslash.';
    throw new NotationError('unknown-escape', offset, message);
  }
  return { bytes: Buffer.of(octet), end: offset + 2 };
}

function readHex(text: string, offset: number): NotationElement {
  const digits = text.slice(offset + 2, offset + 4);
  if (!/^[0-9a-f]{2}$/i.test(digits)) {
    throw new NotationError('incomplete-hex', offset, 'Write two hexadecimal digits after \\x, as in \\x01.');
  }
  return { bytes: Buffer.from(digits, 'hex'), end: offset + 4 };
}

/** The `\xHH` form of some octets. A lone surrogate has none of its own; UTF-8 makes U+FFFD of it. */
function asEscapes(character: string): string {
  return [...Buffer.from(character, 'utf8')].map(hexEscape).join('');
}

/** `\xHH`, upper-case. */
export function hexEscape(octet: number): string {
  return `\\x${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
