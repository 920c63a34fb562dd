// Controls, format characters (bidi marks, zero-width), line and paragraph separators, spaces other than
// U+0020, private use, unassigned code points and lone surrogates: what a terminal or a browser could act on,
// or a reader could not see.
const unseen = /(?! )[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

const shortEscapes = new Map([
  [0x0d, '\\r'],
  [0x0a, '\\n'],
  [0x09, '\\t'],
  [0x00, '\\0'],
]);
const utf8 = new TextEncoder();

/**
 * A string of a report, safe to show: whatever cannot be seen is put in byte notation, the rest stands.
 *
 * Strings of bytes are in notation already and pass unchanged, so this may be used on any string. It is the
 * last line of defence in every writer, since a report may come from elsewhere. It runs in browsers too, and so
 * knows no `Buffer`.
 *
 * @param text any text
 * @returns text without control characters, format characters or line breaks
 */
export function visible(text: string): string {
  return text.replace(
    unseen,
    (character) => shortEscapes.get(character.charCodeAt(0)) ?? octetsOf(character),
  );
}

/** A lone surrogate has no octets of its own; UTF-8 makes U+FFFD of it, which can be seen. */
function octetsOf(character: string): string {
  const octets = utf8.encode(character);
  if (/\p{Cs}/u.test(character)) return '\uFFFD';
  return [...octets].map((octet) => `\\x${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
