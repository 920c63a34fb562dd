import { visible } from '../visible.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * One line of text for XML 1.0. Most controls may not stand there even as a reference, so whatever cannot be seen
 * comes in byte notation; `>` is escaped as well, since `]]>` may not stand in text.
 */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** An element that has been written. */
export interface Xml {
  readonly lines: readonly string[];
}

/**
 * An element with elements in it, indented, or with text.
 *
 * @param attributes null and undefined are left out
 * @param content elements; or text, whose line feeds are kept
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null | undefined>>,
  content: readonly Xml[] | string = [],
): Xml {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('');
  if (content.length === 0) return { lines: [`<${name}${given}/>`] };
  if (typeof content === 'string') {
    const text = content.split('\n').map(xmlText).join('\n');
    // One line for the indentation: the text itself must not be moved.
    return { lines: [`<${name}${given}>${text}</${name}>`] };
  }
  const inner = content.flatMap(({ lines }) => lines.map((line) => `  ${line}`));
  return { lines: [`<${name}${given}>`, ...inner, `</${name}>`] };
}

/** A whole document in UTF-8. */
export function document(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.lines.join('\n')}\n`;
}
