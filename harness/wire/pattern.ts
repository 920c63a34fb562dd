import { repeatBytes, type Template, type TemplatePart } from './template.ts';

/** The placeholders of a pattern that stand for bytes not known beforehand, and the fewest octets that they match. */
const WILDCARDS = new Map([
  ['any', 0],
  ['some', 1],
]);

/** A run of given bytes, or a gap of at least so many octets. Neighbours are never of the same kind. */
type PatternElement = Buffer | number;

/**
 * Says whether bytes have the form of a pattern, from the first octet to the last: a template in which `\{any}` stands
 * for zero or more octets and `\{some}` for one or more. `value` gives the bytes of all other placeholders.
 *
 * Takes time in proportion to the length of the pattern times the length of the bytes, at most.
 */
export function matchPattern(
  template: Template,
  value: (name: string) => Buffer,
  bytes: Uint8Array,
): boolean {
  const elements = flatten(template, value, bytes.length);
  if (elements === null) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  let gap: number | null = null;
  for (const [index, element] of elements.entries()) {
    if (typeof element === 'number') {
      gap = element;
      continue;
    }
    const found = find(text, element, position, gap, index === elements.length - 1);
    if (found === null) return false;
    position = found + element.length;
    gap = null;
  }
  return gap === null ? position === text.length : position + gap <= text.length;
}

/**
 * Where a run of bytes stands, or null. After a gap the leftmost place is as good as any, since the gaps that follow
 * can only become longer by it; the last run must end with the text.
 */
function find(
  text: Buffer,
  run: Buffer,
  position: number,
  gap: number | null,
  isLast: boolean,
): number | null {
  if (gap === null) return text.subarray(position, position + run.length).equals(run) ? position : null;
  const earliest = position + gap;
  if (isLast) {
    const start = text.length - run.length;
    return start >= earliest && text.subarray(start).equals(run) ? start : null;
  }
  const found = earliest > text.length ? -1 : text.indexOf(run, earliest);
  return found === -1 ? null : found;
}

/** The pattern with its placeholders filled and its repetitions written out; null when it needs more than `limit` octets. */
function flatten(
  template: Template,
  value: (name: string) => Buffer,
  limit: number,
): PatternElement[] | null {
  const elements: PatternElement[] = [];
  for (const part of template) {
    const added = flattenPart(part, value, limit);
    if (added === null) return null;
    for (const element of added) append(elements, element);
  }
  return elements;
}

function flattenPart(
  part: TemplatePart,
  value: (name: string) => Buffer,
  limit: number,
): PatternElement[] | null {
  if (part.kind === 'bytes') return [part.bytes];
  if (part.kind === 'placeholder') return [WILDCARDS.get(part.name) ?? value(part.name)];
  const copy = part.count === 0 ? [] : flatten(part.parts, value, limit);
  const [first, second] = copy ?? [];
  if (copy === null || first === undefined) return copy;
  if (part.count * fewestOctets(copy) > limit) return null;
  if (second === undefined) {
    return [typeof first === 'number' ? first * part.count : repeatBytes(first, part.count)];
  }
  // A copy of two elements or more holds an octet at least, so the limit bounds the number of copies.
  const elements: PatternElement[] = [];
  for (let n = 0; n < part.count; n++) for (const element of copy) append(elements, element);
  return elements;
}

function append(elements: PatternElement[], element: PatternElement): void {
  const last = elements.at(-1);
  if (typeof element === 'number') {
    if (typeof last === 'number') elements[elements.length - 1] = last + element;
    else elements.push(element);
  } else if (element.length > 0) {
    if (Buffer.isBuffer(last)) elements[elements.length - 1] = Buffer.concat([last, element]);
    else elements.push(element);
  }
}

function fewestOctets(elements: readonly PatternElement[]): number {
  return elements.reduce<number>(
    (sum, element) => sum + (typeof element === 'number' ? element : element.length),
    0,
  );
}
