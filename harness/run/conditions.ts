import { foldNick } from '../wire/casemap.ts';
import type { Template } from '../wire/template.ts';
import type { Condition, SentLine, Shown } from '../scenario/model.ts';
import type { DisplayPatterns } from './knowledge.ts';
import type { CausedLine, Observation } from './observation.ts';
import { displayedAs } from './displayed.ts';
import { wireBytes } from './recorder.ts';

/** Whether a condition holds, and the lines that it holds because of. */
export interface Held {
  readonly holds: boolean;
  readonly because: readonly CausedLine[];
}

const NO: Held = { holds: false, because: [] };
const SILENCE: Held = { holds: true, because: [] };

/** All parts of a condition that are present must hold. */
export function holds(condition: Condition, seen: Observation, display: DisplayPatterns | null): Held {
  const parts: Held[] = [];
  if (condition.silent) parts.push(seen.caused.length === 0 ? SILENCE : NO);
  if (condition.reply !== null) parts.push(areReplies([condition.reply], seen));
  if (condition.replies !== null) parts.push(areReplies(condition.replies, seen));
  for (const wanted of condition.sends) parts.push(isSent(wanted, seen));
  if (condition.shown !== null) parts.push(isShown(condition.shown, seen, display) ? SILENCE : NO);
  if (condition.any.length > 0) {
    parts.push(condition.any.map((one) => holds(one, seen, display)).find((one) => one.holds) ?? NO);
  }
  if (condition.not !== null) parts.push(holds(condition.not, seen, display).holds ? NO : SILENCE);
  return parts.every((part) => part.holds)
    ? { holds: true, because: [...new Set(parts.flatMap((part) => part.because))] }
    : NO;
}

/** Exactly these NOTICEs to the asking peers, and nothing else. */
function areReplies(patterns: readonly Template[], { play, caused }: Observation): Held {
  const askers = new Set(
    [play.cast.peer.nick, play.cast.other.nick].map((nick) => foldNick(Buffer.from(nick))),
  );
  const fits = (line: CausedLine, pattern: Template | undefined): boolean => {
    const { line: parsed } = line.received;
    const [target] = parsed?.params ?? [];
    const text = parsed?.params.at(-1);
    return (
      pattern !== undefined &&
      parsed?.command === 'NOTICE' &&
      parsed.params.length === 2 &&
      target !== undefined &&
      text !== undefined &&
      askers.has(foldNick(target)) &&
      play.matches(pattern, text)
    );
  };
  const all = caused.length === patterns.length && caused.every((line, index) => fits(line, patterns[index]));
  return all ? { holds: true, because: caused } : NO;
}

function isSent(wanted: SentLine, { play, caused }: Observation): Held {
  const fitting = caused.filter(({ received }) => {
    const { line } = received;
    const field = (pattern: Template | null, bytes: Uint8Array | undefined): boolean =>
      pattern === null || (bytes !== undefined && play.matches(pattern, bytes));
    return (
      field(wanted.verb, line === null ? undefined : Buffer.from(line.command, 'latin1')) &&
      field(wanted.to, line?.params[0]) &&
      field(wanted.text, line?.params.at(-1)) &&
      field(wanted.raw, wireBytes(received))
    );
  });
  const enough =
    'exactly' in wanted.times
      ? fitting.length === wanted.times.exactly
      : fitting.length >= wanted.times.atLeast;
  return enough ? { holds: true, because: fitting } : NO;
}

function isShown(wanted: Shown, seen: Observation, display: DisplayPatterns | null): boolean {
  if (seen.shown === null) return false;
  const shown = seen.shown;
  if (wanted.contains !== null) {
    const needle = seen.play.bytes(wanted.contains);
    if (!shown.some((line) => Buffer.from(line).includes(needle))) return false;
  }
  if (wanted.as === null && wanted.text === null) return true;
  return displayedAs(seen.play, shown, display, wanted.text) === (wanted.as ?? 'action');
}
