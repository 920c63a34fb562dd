/**
 * Breaks text at spaces so that no line is longer than `width`; a longer word stands alone on its line.
 *
 * @param width in characters
 * @returns at least one line
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}

/** The first `most` UTF-16 units; what is left out is counted, so that nobody takes the rest for the whole. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  // Never through the middle of a surrogate pair: half of one is no character.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}… (${text.length - end} more)`;
}
