import { DELIMITER } from './ctcp.ts';

/** A text taken apart. */
export interface TaggedText {
  /** What stands outside the tagged data, joined. */
  readonly text: Buffer;
  /** What stands between each pair of delimiters, in order, still quoted; may be empty. */
  readonly tagged: Buffer[];
}

/**
 * Takes the tagged data out of a text that has been dequoted at the low level (the CTCP text of 1994, section "Tagged
 * data"). Delimiters pair up from the left; a last one that has no partner stays in the text.
 */
export function extractTagged(text: Uint8Array): TaggedText {
  const octets = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const outside: Buffer[] = [];
  const tagged: Buffer[] = [];
  let position = 0;
  for (;;) {
    const open = octets.indexOf(DELIMITER, position);
    const close = open === -1 ? -1 : octets.indexOf(DELIMITER, open + 1);
    if (close === -1) break;
    outside.push(octets.subarray(position, open));
    tagged.push(octets.subarray(open + 1, close));
    position = close + 1;
  }
  outside.push(octets.subarray(position));
  return { text: Buffer.concat(outside), tagged };
}
