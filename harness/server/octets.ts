/** Bytes, or text that stands for its UTF-8 bytes. */
export type Octets = string | Uint8Array;

/** The bytes of `value`; text becomes UTF-8. */
export function octets(value: Octets): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The part of `bytes` before the first octet that cannot stand in an IRC line at all (NUL, CR, LF; RFC 1459
 * section 2.3.1). What a client hides behind one never reaches another line that the server writes.
 */
export function beforeForbidden(bytes: Uint8Array): Buffer {
  const end = bytes.findIndex((octet) => octet === NUL || octet === CR || octet === LF);
  return octets(end < 0 ? bytes : bytes.subarray(0, end));
}

/**
 * `value` made fit to be a parameter in the middle of a line: up to its first space or forbidden octet, and `*`
 * when nothing is left or when a leading colon would turn it into the last parameter.
 */
export function asMiddle(value: Octets): Buffer {
  const bytes = beforeForbidden(octets(value));
  const space = bytes.indexOf(' ');
  const middle = space < 0 ? bytes : bytes.subarray(0, space);
  return middle.length === 0 || middle[0] === 0x3a ? Buffer.from('*') : middle;
}

/** `bytes` split at commas, without empty parts: the target lists of RFC 1459 section 4.2.1. */
export function commaList(bytes: Uint8Array): Buffer[] {
  const parts: Buffer[] = [];
  const whole = octets(bytes);
  let start = 0;
  while (start <= whole.length) {
    const comma = whole.indexOf(',', start);
    const end = comma < 0 ? whole.length : comma;
    if (end > start) parts.push(whole.subarray(start, end));
    start = end + 1;
  }
  return parts;
}
