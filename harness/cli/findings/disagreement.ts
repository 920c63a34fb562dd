import { templateText } from '../../scenario/template-text.ts';
import { printBytes } from '../../wire/notation.ts';
import { matchPattern } from '../../wire/pattern.ts';
import { parseTemplate, type Template } from '../../wire/template.ts';
import { printLine, type Capture, type Mark } from './captures-text.ts';
import { bytesOf, cameLines, sentLines, type Finding } from './finding.ts';

const NONE = Buffer.alloc(0);
/** The peer that asks the control query, and what it asks with. */
export const CONTROL_PEER = 'ctl';
export const CONTROL_TOKEN = 'control';

/** What a capture has and its finding does not say, or the other way round, in a sentence; null where they agree. */
export function disagreement(finding: Finding, { entries }: Capture): string | null {
  const of = (mark: Mark): Buffer[] =>
    entries.filter((entry) => entry.mark === mark).map(({ bytes }) => bytes);
  const sent = of('<-');
  const missing = sentLines(finding).find((line) => !sent.some((other) => other.equals(line)));
  if (missing !== undefined) return `it was not sent: ${printLine(missing)}`;
  for (const words of [finding.command, finding.text])
    if (words !== undefined && !isTyped(bytesOf(words), Buffer.concat(of('>>'))))
      return `it was not typed: ${words}`;
  return (
    answersDiffer(
      finding,
      of('->').filter((line) => !isControl(line)),
    ) ??
    endDiffers(finding, of('--').map(String)) ??
    shownDiffers(finding, of('::'))
  );
}

/** As it is, or within a JSON string: a profile says which. */
function isTyped(words: Buffer, typed: Buffer): boolean {
  return typed.includes(words) || typed.includes(JSON.stringify(words.toString()).slice(1, -1));
}

function answersDiffer(finding: Finding, came: readonly Buffer[]): string | null {
  const said = cameLines(finding);
  let next = 0;
  for (const line of came) {
    const pattern = said[next];
    if (pattern !== undefined && fits(pattern, line)) next += 1;
    else if (/^(PRIVMSG|NOTICE) /i.test(line.toString('latin1'))) return `this came: ${printLine(line)}`;
  }
  const left = said[next];
  return left === undefined ? null : `it did not come: ${templateText(left)}`;
}

function fits(pattern: Template, line: Buffer): boolean {
  return matchPattern(pattern, () => NONE, line);
}

function isControl(line: Buffer): boolean {
  const text = line.toString('latin1');
  return (
    text.startsWith(`NOTICE ${CONTROL_PEER} `) || (text.startsWith('PONG ') && text.includes(CONTROL_TOKEN))
  );
}

function endDiffers({ ends }: Finding, events: readonly string[]): string | null {
  const over = events.some((event) => event.startsWith('the connection ends'));
  if ((ends !== undefined) !== over) return over ? 'the connection ended' : 'the connection did not end';
  if (ends === 'program' && !events.some((event) => event.startsWith('the program')))
    return 'the program did not end';
  return events.find((event) => event.startsWith('no answer')) ?? null;
}

/** A client shows control characters in its own way, and so they stand for anything. */
function shownDiffers({ shown, window }: Finding, lines: readonly Buffer[]): string | null {
  if (shown === undefined) return null;
  const [place, where] =
    window === undefined ? ['', ''] : [inWindow(window, ''), ` in the window of ${window}`];
  return lines.some((line) => line.toString().startsWith(place) && isShownIn(shown, line))
    ? null
    : `it was not shown${where}: ${shown}`;
}

/** How a capture says in which window a line was shown. */
export function inWindow(window: string, text: string): string {
  return `in the window of ${window}: ${text}`;
}

export function isShownIn(shown: string, line: Buffer): boolean {
  const loose = bytesOf(shown)
    .toString('latin1')
    .split(/[\x00-\x1F\x7F]+/)
    .map((run) => printBytes(Buffer.from(run, 'latin1')));
  return fits(parseTemplate(`\\{any}${loose.join('\\{any}')}\\{any}`), line);
}
