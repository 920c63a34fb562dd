/** The beginning of a text and an ellipsis, where it is longer than so many characters. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

const element = /\\x[0-9A-Fa-f]{2}|\\[^]|[^]/gu;

/**
 * The beginning of a string in byte notation, cut between two octets or characters and not inside an escape.
 *
 * @param most UTF-16 units
 * @returns what is left out is counted in the same
 */
export function shortenedBytes(notation: string, most: number): { text: string; left: number } {
  if (notation.length <= most) return { text: notation, left: 0 };
  let end = 0;
  for (const { 0: part, index } of notation.slice(0, most + 4).matchAll(element)) {
    if (index + part.length > most) break;
    end = index + part.length;
  }
  return { text: notation.slice(0, end), left: notation.length - end };
}
