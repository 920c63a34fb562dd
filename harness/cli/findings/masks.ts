import { hostname, release } from 'node:os';

/** What is no part of a finding and differs from one time or machine to the next. */
export interface Volatile {
  readonly home: string | null;
  readonly port: number;
}

/** In words, for the head of a file of captures. */
export const MASKED =
  'Written the same each time: times of day, dates and idle times, the names of machine, kernel and home, and the port.';

const DAY = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} [A-Z][a-z]{2})\b/g;

/** Puts one and the same value where there is another each time. All other octets stay as they are. */
export function masked(bytes: Buffer, { home, port }: Volatile): Buffer {
  const named: [string, string][] = [
    ...(home === null ? [] : [[home, '/home'] as [string, string]]),
    [release(), 'kernel'],
    [hostname(), 'machine'],
  ];
  let text = bytes.toString('latin1');
  for (const [value, name] of named)
    text = text.replace(new RegExp(`(?<![\\w.])${quoted(value)}(?![\\w])`, 'g'), name);
  text = text
    .replace(/(?<![\d:])\d\d:\d\d:\d\d(?![\d:])/g, '00:00:00')
    .replace(/(?<![\d:])\d\d:\d\d(?![\d:])/g, '00:00')
    .replace(/\b20\d\d-\d\d-\d\d(?!\d)/g, '2000-01-01')
    .replace(DAY, 'Sat Jan 1')
    .replace(/(Sat Jan 1\b.*?)\b20\d\d\b/g, '$12000')
    .replace(/\b(Idle (?:for )?)[\d:.]+/g, '$10')
    .replace(/(?<=Idle 0 )second[s ](?!\()/g, 'seconds')
    .replace(/^1[789]\d{8}(?= )/, '1700000000')
    .replace(new RegExp(`\\b${port}\\b`, 'g'), '6667');
  return Buffer.from(text, 'latin1');
}

function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
