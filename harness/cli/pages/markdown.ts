/** Text for a cell of a table: nothing in it may end the cell or be taken for Markdown. */
export function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|');
}

/** Text that is no Markdown, in one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#~]/g, '\\$&');
}

/** Bytes or a name, set as code. */
export function code(text: string): string {
  const marks = text.includes('`') ? '``' : '`';
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${text}${pad}${marks}`;
}

/** Code inside a table. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** @param rows cells that are Markdown already */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page: its parts, each after an empty line. */
export function page(...parts: readonly (string | readonly string[])[]): string {
  return `${parts.flat().join('\n\n')}\n`;
}

/** The anchor of a heading, by GitHub's rules. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
