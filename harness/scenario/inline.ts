import type { Template } from '../wire/template.ts';

/** Puts a case's own values, which may hold wildcards and placeholders themselves, where they are named. */
export function inlineValues(template: Template, values: ReadonlyMap<string, Template>): Template {
  return template.flatMap((part): Template => {
    if (part.kind === 'repeat') return [{ ...part, parts: inlineValues(part.parts, values) }];
    if (part.kind === 'placeholder') return values.get(part.name) ?? [part];
    return [part];
  });
}
