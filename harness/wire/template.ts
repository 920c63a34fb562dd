import { readElement } from './notation-element.ts';
import { NotationError } from './notation-error.ts';

/** The longest bytes that a template may stand for. */
export const MAX_TEMPLATE_BYTES = 1024 * 1024;
const MAX_COUNT = 100_000;
const MAX_DEPTH = 16;

/** `offset` is the UTF-16 index of the placeholder in the text that was parsed. */
export type TemplatePart =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'placeholder'; readonly name: string; readonly offset: number }
  | { readonly kind: 'repeat'; readonly count: number; readonly parts: Template };

/** Byte notation with placeholders (`\{peer}`) and repetitions (`\{53*\x01VERSION\x01}`). */
export type Template = readonly TemplatePart[];

/** A template that cannot be filled. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code = 'too-long';
}

/**
 * Reads a template. Inside a repetition the first `}` that closes no inner placeholder ends it; write `\x7D` for a
 * brace that is part of what is repeated.
 *
 * @throws NotationError as `parseBytes` does, and for a placeholder that is malformed or unclosed, a count above
 * 100000, or a repetition that makes more than 1 MiB.
 */
export function parseTemplate(text: string): Template {
  return readParts(text, 0, 0).parts;
}

/**
 * The bytes of a template. `value` gives the bytes of each placeholder; inside a repetition it is asked once for all
 * copies. What `value` throws is passed on.
 *
 * @throws TemplateError when the result would be longer than 1 MiB.
 */
export function fillTemplate(template: Template, value: (name: string) => Buffer): Buffer {
  const filled: Buffer[] = [];
  let length = 0;
  for (const part of template) {
    const bytes = fillPart(part, value);
    length += bytes.length;
    checkLength(length);
    filled.push(bytes);
  }
  return Buffer.concat(filled, length);
}

/** The names of all placeholders, also of those inside repetitions. */
export function placeholdersOf(template: Template): Set<string> {
  const names = new Set<string>();
  for (const part of template) {
    if (part.kind === 'placeholder') names.add(part.name);
    else if (part.kind === 'repeat') for (const name of placeholdersOf(part.parts)) names.add(name);
  }
  return names;
}

function fillPart(part: TemplatePart, value: (name: string) => Buffer): Buffer {
  if (part.kind === 'bytes') return part.bytes;
  if (part.kind === 'placeholder') return value(part.name);
  const copy = fillTemplate(part.parts, value);
  checkLength(copy.length * part.count);
  return repeatBytes(copy, part.count);
}

/** `count` copies of some bytes, one after another. */
export function repeatBytes(bytes: Buffer, count: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(bytes.length * count, bytes);
}

function checkLength(length: number): void {
  if (length > MAX_TEMPLATE_BYTES) {
    throw new TemplateError(
      `The bytes would be longer than ${MAX_TEMPLATE_BYTES} octets. Lower the count of a repetition.`,
    );
  }
}

interface Reading {
  readonly parts: Template;
  readonly end: number;
}

/** Reads parts to the end of the text, or at a depth above 0 to the `}` that closes the repetition. */
function readParts(text: string, start: number, depth: number): Reading {
  const parts: TemplatePart[] = [];
  let octets: Buffer[] = [];
  const flush = (): void => {
    if (octets.length > 0) parts.push({ kind: 'bytes', bytes: Buffer.concat(octets) });
    octets = [];
  };
  let offset = start;
  while (offset < text.length && !(depth > 0 && text[offset] === '}')) {
    if (text.startsWith('\\{', offset)) {
      flush();
      const placeholder = readPlaceholder(text, offset, depth);
      parts.push(placeholder.part);
      offset = placeholder.end;
    } else {
      const element = readElement(text, offset);
      octets.push(element.bytes);
      offset = element.end;
    }
  }
  flush();
  return { parts, end: offset };
}

function readPlaceholder(text: string, offset: number, depth: number): { part: TemplatePart; end: number } {
  const opening = /\\\{(?:(?<count>\d+)\*|(?<name>[a-z][a-z0-9.-]*)\})/y;
  opening.lastIndex = offset;
  const { count, name } = opening.exec(text)?.groups ?? {};
  if (name !== undefined) return { part: { kind: 'placeholder', name, offset }, end: opening.lastIndex };
  if (count === undefined) throw malformed(text, offset);
  if (Number(count) > MAX_COUNT)
    throw new NotationError('bad-count', offset, `Repeat at most ${MAX_COUNT} times.`);
  if (depth >= MAX_DEPTH)
    throw new NotationError('too-deep', offset, `Nest at most ${MAX_DEPTH} repetitions.`);
  const { parts, end } = readParts(text, opening.lastIndex, depth + 1);
  if (end >= text.length) throw unclosed(offset);
  const part: TemplatePart = { kind: 'repeat', count: Number(count), parts };
  if (knownLength(part) > MAX_TEMPLATE_BYTES) {
    throw new NotationError(
      'too-long',
      offset,
      `Lower the count: this makes more than ${MAX_TEMPLATE_BYTES} octets.`,
    );
  }
  return { part, end: end + 1 };
}

function malformed(text: string, offset: number): NotationError {
  if (!text.includes('}', offset)) return unclosed(offset);
  const message =
    'Write \\{name} with a lower-case name, or \\{3*bytes} to repeat; write \\\\{ for a backslash and a brace.';
  return new NotationError('bad-placeholder', offset, message);
}

function unclosed(offset: number): NotationError {
  return new NotationError(
    'unclosed',
    offset,
    'Close the \\{ with a }, or write \\\\{ for a backslash and a brace.',
  );
}

/** The octets that are known before the placeholders are. */
function knownLength(part: TemplatePart): number {
  if (part.kind === 'bytes') return part.bytes.length;
  if (part.kind === 'placeholder') return 0;
  return part.count * part.parts.reduce((sum, inner) => sum + knownLength(inner), 0);
}
