import type { WireEntry } from '../server/transcript.ts';
import { parseBytes, printBytes } from '../wire/notation.ts';
import { NotationError } from '../wire/notation-error.ts';
import { LogError } from './log-error.ts';

/**
 * A session as text, one line for each line of IRC: milliseconds since its begin, `<-` for what the server sent and
 * `->` for what the client sent, and the octets with their line ending in byte notation.
 */
export function printWireText(entries: readonly WireEntry[]): string {
  return entries
    .map(
      ({ ms, from, bytes }) => `${ms.toFixed(1)} ${from === 'server' ? '<-' : '->'} ${printBytes(bytes)}\n`,
    )
    .join('');
}

export const WIRE_LINE = /^(?:(\d+(?:\.\d+)?) )?(<-|->) (.*)$/;

/**
 * Reads what `printWireText` wrote. The time may be left out; empty lines and those that begin with `#` say nothing.
 *
 * @param file for messages
 * @throws LogError at the first line that is of another form
 */
export function parseWireText(text: string, file: string): WireEntry[] {
  const entries: WireEntry[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, ms = '0', mark, octets] = WIRE_LINE.exec(line) ?? [];
    if (mark === undefined || octets === undefined)
      throw new LogError(
        file,
        index + 1,
        'this line has no direction',
        "Begin it with '<- ' or '-> ', or with '#'.",
      );
    entries.push({
      ms: Number(ms),
      from: mark === '<-' ? 'server' : 'client',
      bytes: octetsOf(octets, file, index + 1),
    });
  }
  return entries;
}

function octetsOf(text: string, file: string, line: number): Buffer {
  try {
    return parseBytes(text);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new LogError(file, line, error.message.replace(/\.$/, ''), 'Write octets in byte notation.');
  }
}
