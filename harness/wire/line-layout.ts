/** A part of a line: the octets from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the parts of an IRC line stand. Tags lack their `@`, the source and the last parameter their `:`. */
export interface LineLayout {
  readonly tags: Span | null;
  readonly source: Span | null;
  readonly command: Span;
  readonly params: readonly Span[];
  /** The last parameter was introduced by a colon. */
  readonly trailing: boolean;
}

const SPACE = 0x20;
const COLON = 0x3a;
const AT = 0x40;

/** The most parameters that a line can have (RFC 1459 section 2.3). */
export const MAX_PARAMS = 15;

/**
 * Finds the parts of an IRC line that has no line ending, as tolerantly as a server does: leading and repeated spaces
 * are passed over, and any octet may stand in a parameter (RFC 1459 section 2.3.1; Modern IRC, "Message Format").
 * After 14 parameters the rest of the line is the 15th, with or without a colon (RFC 2812 section 2.3.1).
 */
export function layOutLine(raw: Uint8Array): LineLayout {
  let position = skipSpaces(raw, 0);
  const word = (from: number): Span => {
    const space = raw.indexOf(SPACE, from);
    const span = { start: from, end: space === -1 ? raw.length : space };
    position = skipSpaces(raw, span.end);
    return span;
  };
  const tags = raw[position] === AT ? word(position + 1) : null;
  const source = raw[position] === COLON ? word(position + 1) : null;
  const command = word(position);
  const params: Span[] = [];
  let trailing = false;
  while (position < raw.length) {
    trailing = raw[position] === COLON;
    if (trailing || params.length === MAX_PARAMS - 1) {
      params.push({ start: trailing ? position + 1 : position, end: raw.length });
      break;
    }
    params.push(word(position));
  }
  return { tags, source, command, params, trailing };
}

function skipSpaces(raw: Uint8Array, from: number): number {
  let position = from;
  while (raw[position] === SPACE) position++;
  return position;
}
