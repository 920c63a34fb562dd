import { printBytes } from '../wire/notation.ts';
import type { Template } from '../wire/template.ts';

/**
 * A template as a person writes it. Placeholders that have a value show it, the others stand as they are.
 *
 * @param values by name; what `\{any}` and `\{some}` match is not known, so they have none as a rule
 */
export function templateText(template: Template, values: ReadonlyMap<string, string> = new Map()): string {
  return template
    .map((part) => {
      switch (part.kind) {
        case 'bytes':
          return printBytes(part.bytes);
        case 'placeholder': {
          const value = values.get(part.name);
          return value === undefined ? `\\{${part.name}}` : printBytes(Buffer.from(value));
        }
        case 'repeat':
          return `\\{${part.count}*${repeated(part.parts, values)}}`;
      }
    })
    .join('');
}

/** Inside a repetition a plain brace would end it. */
function repeated(parts: Template, values: ReadonlyMap<string, string>): string {
  return parts
    .map((part) => {
      const text = templateText([part], values);
      return part.kind === 'bytes' ? text.replaceAll('}', '\\x7D') : text;
    })
    .join('');
}
