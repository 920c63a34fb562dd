import { printBytes } from '../../wire/notation.ts';
import { parseTemplate } from '../../wire/template.ts';
import { fitsShownLine } from '../judge/shown-line.ts';
import type { ShownMessage } from './shown-message.ts';

/** A time, with the date before it, in brackets or not, at the beginning of a line. */
const TIME =
  /^[[({]?(?:\d{4}-\d\d-\d\d[ T]|\p{L}{3} +\d{1,2} +)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AP]M)?[\])}]?(?![\p{L}\p{N}])/iu;

/** Whether a line fits a pattern of a profile. */
export function fitsPattern(pattern: string, { peer, text, line }: ShownMessage): boolean {
  if (line === null) return false;
  const said = [{ kind: 'bytes', bytes: Buffer.from(text) } as const];
  const nothing = (): Buffer => Buffer.alloc(0);
  return fitsShownLine(parseTemplate(pattern), { nick: peer.nick, text: said }, line, nothing);
}

/**
 * The pattern of a line as it was shown: who spoke and what was said become placeholders, and whatever changes from one
 * message to the next becomes anything.
 *
 * @returns null when the text does not stand in the line as it was said
 */
export function patternOf(message: ShownMessage, channel: string): string | null {
  const { peer, text, line } = message;
  const at = line?.lastIndexOf(text) ?? -1;
  if (line === null || at === -1) return null;
  const time = TIME.exec(line.slice(0, at))?.[0] ?? '';
  const before = literalOf(line.slice(time.length, at), message, channel);
  const after = literalOf(line.slice(at + text.length), message, channel);
  const pattern = `${time === '' ? '' : ANY}${before}${TEXT}${after}`
    // A sign of rank stands before the nicks of some, and a space before those of others.
    .replace(/(^|[<([]|\\t)[ @+%&~](?=\\\{nick\})/, `$1${ANY}`)
    .replaceAll(MANY, ANY);
  return fitsPattern(pattern, { peer, text, line }) ? pattern : null;
}

/** The pattern of two lines of one kind: what differs between them is anything. Null where too little is left. */
export function commonPattern(one: ShownMessage, two: ShownMessage, channel: string): string | null {
  const [a, b] = [one, two].map((message) => partsOf(patternOf(message, channel) ?? ''));
  if (a === undefined || b === undefined) return null;
  if (a.join('') === b.join('')) return a.length === 0 ? null : a.join('');
  let before = 0;
  while (before < a.length && before < b.length && a[before] === b[before]) before += 1;
  const room = Math.min(a.length, b.length) - before;
  let behind = 0;
  while (behind < room && a[a.length - 1 - behind] === b[b.length - 1 - behind]) behind += 1;
  const pattern = [...a.slice(0, before), ANY, ...a.slice(a.length - behind)].join('');
  const isPattern = pattern.includes(TEXT) && [one, two].every((message) => fitsPattern(pattern, message));
  return isPattern ? pattern.replaceAll(MANY, ANY) : null;
}

/** Placeholders, escapes and characters. */
function partsOf(pattern: string): string[] {
  return pattern.match(/\\\{[a-z]+\}|\\x[0-9A-F]{2}|\\.|./gsu) ?? [];
}

const ANY = '\\{any}';
const TEXT = '\\{text}';
const MANY = /(?:\\\{any\}){2,}/g;

/** In byte notation, which holds no placeholders of its own. */
function literalOf(text: string, { peer }: ShownMessage, channel: string): string {
  const { nick, user, host } = peer;
  const changing = [`${user}@${host}`, host, channel];
  const names = [...changing, nick].map((name) => name.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&'));
  return text
    .split(new RegExp(`(${names.join('|')})`))
    .map((part) =>
      part === nick ? '\\{nick}' : changing.includes(part) ? ANY : printBytes(Buffer.from(part)),
    )
    .join('');
}

/** An ACTION that is shown with its frame, or as if it were chat, is no example of how one is shown. */
export function isShownAsAction(action: ShownMessage, pattern: string, message: string | null): boolean {
  return !/ACTION|[\x01\u2401]/.test(action.line?.replace(action.text, '') ?? '') && pattern !== message;
}
