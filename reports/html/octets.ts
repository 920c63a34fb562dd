const shortEscapes = new Map([
  ['\\', 0x5c],
  ['r', 0x0d],
  ['n', 0x0a],
  ['t', 0x09],
  ['0', 0x00],
]);
const element = /\\x([0-9A-Fa-f]{2})|\\([\\rnt0])|[^\\]+|\\/g;
const utf8 = new TextEncoder();

/**
 * The octets that a text in byte notation stands for, as harness/wire/notation.ts reads it; but this runs in
 * browsers, and takes what is no escape for text, because it is there to show and not to judge.
 */
export function octetsOf(notation: string): Uint8Array {
  const octets: number[] = [];
  for (const [text, hex, short] of notation.matchAll(element)) {
    if (hex !== undefined) octets.push(Number.parseInt(hex, 16));
    else if (short !== undefined) octets.push(shortEscapes.get(short) ?? 0);
    else for (const octet of utf8.encode(text)) octets.push(octet);
  }
  return Uint8Array.from(octets);
}
