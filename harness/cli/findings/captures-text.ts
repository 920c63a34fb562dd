import { hexEscape } from '../../wire/notation-element.ts';
import { printBytes } from '../../wire/notation.ts';
import { bytesOf } from './finding.ts';

/** `<-` what is sent to the client, `->` what it sends, `>>` what is typed, `::` what is shown, `--` what happens. */
export type Mark = '<-' | '->' | '>>' | '::' | '--';

export interface CaptureEntry {
  readonly mark: Mark;
  /** Of `--` an English sentence. */
  readonly bytes: Buffer;
}

/** The exchange by which one finding was confirmed. */
export interface Capture {
  readonly title: string;
  readonly entries: readonly CaptureEntry[];
}

const LINE = /^(<-|->|>>|::|--) (.*)$/;
const FEWEST_COPIES = 20;

/** @param head lines of comment at the top */
export function printCaptures(head: readonly string[], captures: readonly Capture[]): string {
  const blocks = captures.map(({ title, entries }) =>
    [`# ${title}`, ...entries.map(({ mark, bytes }) => `${mark} ${printLine(bytes)}`)].join('\n'),
  );
  return `${[head.map((line) => `## ${line}`).join('\n'), ...blocks].join('\n\n')}\n`;
}

/** Reads what `printCaptures` wrote. */
export function parseCaptures(text: string): Capture[] {
  const captures: { title: string; entries: CaptureEntry[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) captures.push({ title: line.slice(2), entries: [] });
    const [, mark, octets = ''] = LINE.exec(line) ?? [];
    if (mark !== undefined) captures.at(-1)?.entries.push({ mark: mark as Mark, bytes: bytesOf(octets) });
  }
  return captures;
}

/** Byte notation, in which many copies of the same few octets are written as a repetition. */
export function printLine(bytes: Buffer): string {
  const elements = printBytes(bytes).match(/\\x[0-9A-F]{2}|\\.|./gsu) ?? [];
  const parts: string[] = [];
  for (let at = 0; at < elements.length;) {
    const period = [1, 2, 3, 9].find((length) => copies(elements, at, length) >= FEWEST_COPIES) ?? 0;
    if (period === 0) {
      parts.push(elements[at] ?? '');
      at += 1;
      continue;
    }
    const count = copies(elements, at, period);
    const unit = elements
      .slice(at, at + period)
      .map((element) => (element === '}' ? hexEscape(0x7d) : element));
    parts.push(`\\{${count}*${unit.join('')}}`);
    at += count * period;
  }
  return parts.join('');
}

function copies(elements: readonly string[], at: number, length: number): number {
  let count = 1;
  while (isCopy(elements, at, at + count * length, length)) count += 1;
  return count;
}

function isCopy(elements: readonly string[], first: number, second: number, length: number): boolean {
  for (let n = 0; n < length; n++)
    if (elements[second + n] === undefined || elements[first + n] !== elements[second + n]) return false;
  return true;
}
