import { printBytes } from '../wire/notation.ts';
import { isBytes, mapBytes } from './bytes.ts';
import type { Bytes } from './schema.ts';

/** What a codec says of one vector. */
export type Answer = { readonly kind: 'output'; readonly output: Bytes } | { readonly kind: 'unsupported' };

/** A line that is no answer. The message says what it is instead. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly code = 'garbage';
}

const shown = 120;

/**
 * Reads one line of a codec.
 *
 * @throws AnswerError unless it is `{ "id": …, "output": … }` or `{ "id": …, "unsupported": true }`
 */
export function readAnswer(line: Buffer): { id: string; answer: Answer } {
  const value = parse(line);
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') {
    throw new AnswerError(`wrote a line that is no answer: ${excerpt(line)}. ${MEND}`);
  }
  const { id } = value;
  if ('unsupported' in value && value.unsupported === true) return { id, answer: { kind: 'unsupported' } };
  if (!('output' in value)) {
    throw new AnswerError(
      `wrote an answer with neither "output" nor "unsupported": true: ${excerpt(line)}. ${MEND}`,
    );
  }
  const output = lowerCase(value.output);
  if (!isBytes(output)) {
    throw new AnswerError(
      `wrote an output that is not made of bytes: ${excerpt(line)}. Write bytes as strings of hexadecimal digits, two for each.`,
    );
  }
  return { id, answer: { kind: 'output', output } };
}

const MEND = 'Write one JSON object a line to standard output, and everything else to standard error.';

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/** Digits in upper case are the same bytes. What is no bytes is left as it is, for the check to see. */
function lowerCase(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase();
  return isNested(value) ? mapBytes(value, (text) => text.toLowerCase()) : value;
}

function isNested(value: unknown, depth = 0): value is Bytes {
  if (value === null || typeof value === 'string') return true;
  return (
    typeof value === 'object' && depth < 5 && Object.values(value).every((one) => isNested(one, depth + 1))
  );
}

function excerpt(line: Buffer): string {
  return printBytes(line.subarray(0, shown)) + (line.length > shown ? '…' : '');
}
