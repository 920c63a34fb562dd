import { printBytes } from '../harness/wire/notation.ts';

// Controls, format characters (bidi marks, zero-width), line and paragraph separators, spaces other than
// U+0020, private use, unassigned code points and lone surrogates: what a terminal or a browser could act on,
// or a reader could not see.
const unseen = /(?! )[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu;

/**
 * A string of a report, safe to show: whatever cannot be seen is put in byte notation, the rest stands.
 *
 * Strings of bytes are in notation already and pass unchanged, so this may be used on any string. It is the
 * last line of defence in every writer, since a report may come from elsewhere.
 *
 * @param text any text
 * @returns text without control characters, format characters or line breaks
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => printBytes(Buffer.from(character, 'utf8')));
}
