import { printBytes } from '../wire/notation.ts';
import type { Bytes } from './schema.ts';

/** Replaces each string in bytes, lists and mappings. */
export function mapBytes(bytes: Bytes, change: (text: string) => string): Bytes {
  if (bytes === null) return null;
  if (typeof bytes === 'string') return change(bytes);
  if (isList(bytes)) return bytes.map((one) => mapBytes(one, change));
  return Object.fromEntries(Object.entries(bytes).map(([name, one]) => [name, mapBytes(one, change)]));
}

/** Hexadecimal digits into byte notation. */
export function readingOf(bytes: Bytes): Bytes {
  return mapBytes(bytes, (hex) => printBytes(Buffer.from(hex, 'hex')));
}

/** In one line, with each string in byte notation and quotation marks: `{ text: "", frames: ["VERSION"] }`. */
export function printed(bytes: Bytes | undefined): string {
  if (bytes === undefined) return 'no answer';
  if (bytes === null) return 'nothing (null)';
  if (typeof bytes === 'string') return `"${printBytes(Buffer.from(bytes, 'hex'))}"`;
  if (isList(bytes)) return `[${bytes.map(printed).join(', ')}]`;
  const entries = Object.entries(bytes).map(
    ([name, one]) => `${name}: ${one === null ? 'null' : printed(one)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

/** Whether a value from outside is bytes, or lists and mappings of them. */
export function isBytes(value: unknown, depth = 0): value is Bytes {
  if (value === null) return true;
  if (typeof value === 'string') return /^([0-9a-f]{2})*$/.test(value);
  if (typeof value !== 'object' || depth > 4) return false;
  return Object.values(value).every((one) => isBytes(one, depth + 1));
}

function isList(bytes: Bytes): bytes is readonly Bytes[] {
  return Array.isArray(bytes);
}
