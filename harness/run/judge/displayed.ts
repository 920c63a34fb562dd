import { parseTemplate, type Template } from '../../wire/template.ts';
import type { DisplayPatterns } from '../knowledge.ts';
import type { Play } from '../play/play.ts';
import { fitsShownLine } from './shown-line.ts';

export type DisplayedAs = 'action' | 'message' | 'other' | 'nothing';

/**
 * How the client showed what a play sent, by the patterns of its profile. `\{nick}` in a pattern is any of the
 * play's people, `\{text}` is `text`, or anything when that is null.
 *
 * @returns 'other' for lines that are there but look like neither an action nor a message with that text
 */
export function displayedAs(
  play: Play,
  shown: readonly string[],
  display: DisplayPatterns | null,
  text: Template | null,
): DisplayedAs {
  if (shown.length === 0) return 'nothing';
  const fits = (patterns: readonly string[] = []): boolean =>
    patterns.some((pattern) => shown.some((line) => fitsLine(parseTemplate(pattern), play, line, text)));
  if (fits(display?.action)) return 'action';
  if (fits(display?.message)) return 'message';
  return 'other';
}

const ANYTHING = parseTemplate('\\{any}');

function fitsLine(pattern: Template, play: Play, line: string, text: Template | null): boolean {
  const body = text === null ? ANYTHING : play.expand(text);
  const people = [play.cast.peer.nick, play.cast.other.nick, play.value('nick').toString()];
  return people.some((nick) => fitsShownLine(pattern, { nick, text: body }, line, play.value));
}
