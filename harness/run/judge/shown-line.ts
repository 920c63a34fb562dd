import { matchPattern } from '../../wire/pattern.ts';
import type { Template } from '../../wire/template.ts';

/**
 * Whether a shown line has the form of a pattern of a profile: `\{nick}` is `nick`, `\{text}` is `text`.
 *
 * @param value gives the bytes of placeholders within `text`
 */
export function fitsShownLine(
  pattern: Template,
  { nick, text }: { readonly nick: string; readonly text: Template },
  line: string,
  value: (name: string) => Buffer,
): boolean {
  const filled = pattern.flatMap((part): Template => {
    if (part.kind !== 'placeholder') return [part];
    if (part.name === 'nick') return [{ kind: 'bytes', bytes: Buffer.from(nick) }];
    return part.name === 'text' ? text : [part];
  });
  const trimmed = line.trimEnd();
  // A screen does not keep the spaces at the end of a line.
  return [trimmed, `${trimmed} `].some((candidate) => matchPattern(filled, value, Buffer.from(candidate)));
}
