import { visible } from '../visible.ts';

/**
 * Text from a report as inline code. Nothing else is surely inert: GitHub turns mentions, issue numbers and
 * addresses in plain text into links even where every character is escaped, but never in code.
 *
 * @param text any text; line breaks come in byte notation, and `|` as well, which would end a cell of a table
 * @returns inline code with no line break in it
 */
export function code(text: string): string {
  const shown = visible(text).replaceAll('|', '\\x7C');
  if (shown.trim() === '') return shown === '' ? '` `' : `\`${shown.replaceAll(' ', '\\x20')}\``;
  const fence = '`'.repeat(longestRun(shown) + 1);
  // A blank on both sides is taken away again by the reader's renderer.
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/**
 * Lines of text from a report as a block of code.
 *
 * @param lines each is shown as one line, whatever is in it
 */
export function codeBlock(lines: readonly string[]): string {
  const shown = lines.map(visible);
  const fence = '`'.repeat(Math.max(2, ...shown.map(longestRun)) + 1);
  return [`${fence}text`, ...shown, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
