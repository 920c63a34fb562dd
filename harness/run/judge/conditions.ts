import { foldNick } from '../../wire/casemap.ts';
import type { Template } from '../../wire/template.ts';
import type { Condition, MeasureBound, OfferLine, SentLine, Shown, WrittenTo } from '../../scenario/model.ts';
import { isUtf8 } from 'node:buffer';
import { asSeenByPeer } from '../../server/relay.ts';
import { SUBPROTOCOLS } from '../../server/websocket/subprotocol.ts';
import { parseCtcp } from '../../wire/ctcp.ts';
import { parseLine } from '../../wire/line.ts';
import { fitsClaims } from './claims-reply.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ReceivedLine } from '../../server/session.ts';
import type { CausedLine, Observation, PlayEvent } from '../play/observation.ts';
import type { Play } from '../play/play.ts';
import { holdsByDcc } from './dcc-held.ts';
import { displayedAs } from './displayed.ts';
import { isInWindow } from './in-window.ts';
import { isStyled } from './style.ts';
import { namesProduct } from './product-name.ts';
import { fitsOffer } from './offer-line.ts';
import { isTimeReply } from './time-reply.ts';
import { streamBytes } from '../play/recorder.ts';

/** Whether a condition holds, and the lines and other events that it holds because of. */
export interface Held {
  readonly holds: boolean;
  readonly because: readonly CausedLine[];
  readonly witnessed: readonly PlayEvent[];
}

const SPACE = 0x20;
const NO: Held = { holds: false, because: [], witnessed: [] };
const SILENCE: Held = { holds: true, because: [], witnessed: [] };

/** All parts of a condition that are present must hold. */
export function holds(condition: Condition, seen: Observation, knowledge: Knowledge): Held {
  const parts: Held[] = [];
  if (condition.silent) parts.push(seen.caused.length === 0 ? SILENCE : NO);
  if (condition.reply !== null) parts.push(areReplies([condition.reply], seen));
  if (condition.replies !== null) parts.push(areReplies(condition.replies, seen));
  for (const wanted of condition.sends) parts.push(isSent(wanted, seen));
  if (condition.arrives !== null) parts.push(isArriving(condition.arrives, seen));
  if (condition.shown !== null) parts.push(isShown(condition.shown, seen, knowledge) ? SILENCE : NO);
  for (const wanted of condition.styled) parts.push(isStyled(wanted, seen) ? SILENCE : NO);
  const { time, claims, offer, connects, writes, exit } = condition;
  if (time !== null) {
    parts.push(onlyReply(seen, (params, line) => isTimeReply(time, params, seen.epochMs + line.received.ms)));
  }
  if (claims !== null) parts.push(onlyReply(seen, (params) => fitsClaims(claims, params, knowledge)));
  if (condition.product) parts.push(onlyReply(seen, (params) => namesProduct(params, knowledge.product)));
  if (offer !== null) parts.push(oneOffer(offer, seen));
  if (condition.dcc !== null) parts.push(holdsByDcc(condition.dcc, seen.dcc, seen.play) ? SILENCE : NO);
  if (connects !== null) parts.push(isConnected(connects, seen));
  if (writes !== null) parts.push(isWritten(writes, seen));
  if (exit !== null) parts.push(seen.exit === exit ? SILENCE : NO);
  if (condition.subprotocol) parts.push(asksForSubprotocol(knowledge) ? SILENCE : NO);
  for (const bound of condition.measured) parts.push(isWithin(bound, seen) ? SILENCE : NO);
  if (condition.any.length > 0) {
    parts.push(condition.any.map((one) => holds(one, seen, knowledge)).find((one) => one.holds) ?? NO);
  }
  if (condition.not !== null) parts.push(holds(condition.not, seen, knowledge).holds ? NO : SILENCE);
  return parts.every((part) => part.holds)
    ? {
        holds: true,
        because: [...new Set(parts.flatMap((part) => part.because))],
        witnessed: parts.flatMap((part) => part.witnessed),
      }
    : NO;
}

function because(lines: readonly CausedLine[]): Held {
  return { ...SILENCE, because: lines };
}

/** Whoever was not watched did neither the one nor the other. */
function isConnected(wanted: boolean, { taken }: Observation): Held {
  if (taken === null || taken.contacts.length > 0 !== wanted) return NO;
  return { ...SILENCE, witnessed: taken.contacts };
}

function isWritten(wanted: WrittenTo, { taken }: Observation): Held {
  return taken?.writtenTo === wanted ? { ...SILENCE, witnessed: taken.written } : NO;
}

function asksForSubprotocol({ carried: { webSocket } }: Knowledge): boolean {
  return webSocket?.offered.some((name) => SUBPROTOCOLS.has(name)) ?? false;
}

/** What could not be measured is in no bounds. */
function isWithin({ of, atLeast, atMost }: MeasureBound, { measured }: Observation): boolean {
  const value = measured?.values[of];
  return value !== undefined && value >= atLeast && value <= atMost;
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
  return all ? because(caused) : NO;
}

/** Exactly one line came, a CTCP in a NOTICE, and what stands behind its command fits. */
function onlyReply({ caused }: Observation, fits: (params: Buffer, line: CausedLine) => boolean): Held {
  const [line] = caused;
  const text = line?.received.line?.params.at(-1);
  if (line === undefined || text === undefined || caused.length > 1) return NO;
  if (line.received.line?.command !== 'NOTICE') return NO;
  const reply = parseCtcp(text);
  return reply !== null && fits(reply.params ?? Buffer.alloc(0), line) ? because(caused) : NO;
}

/** Exactly one line came, and it offers this; by which command is for `sends` to say. */
function oneOffer(wanted: OfferLine, { caused }: Observation): Held {
  const [line] = caused;
  const text = line?.received.line?.params.at(-1);
  return caused.length === 1 && text !== undefined && fitsOffer(wanted, text) ? because(caused) : NO;
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
      field(wanted.raw, streamBytes(received)) &&
      field(wanted.relayed, relayedText(received, play)) &&
      (wanted.octetsAtMost === null || streamBytes(received).length <= wanted.octetsAtMost) &&
      (wanted.ending === null || wanted.ending === received.ending) &&
      (wanted.frame === null || wanted.frame === received.frame) &&
      (wanted.utf8 === null || wanted.utf8 === isUtf8(line?.params.at(-1) ?? Buffer.alloc(0)))
    );
  });
  const enough =
    'exactly' in wanted.times
      ? fitting.length === wanted.times.exactly
      : fitting.length >= wanted.times.atLeast;
  return enough ? because(fitting) : NO;
}

/** The last parameter as the addressee gets it. */
function relayedText({ raw }: ReceivedLine, play: Play): Buffer | undefined {
  return parseLine(asSeenByPeer(play.value('self'), raw))?.params.at(-1);
}

/**
 * Where a long action is split, the space at the cut may be kept or left out: spaces do not count. Everything else
 * has to be there, in order.
 */
function isArriving(pattern: Template, { play, caused }: Observation): Held {
  const actions = caused.flatMap((line) => {
    const ctcp = parseCtcp(relayedText(line.received, play) ?? Buffer.alloc(0));
    const isAction = line.received.line?.command === 'PRIVMSG' && ctcp?.command.toString() === 'ACTION';
    return isAction ? [{ line, text: ctcp.params ?? Buffer.alloc(0) }] : [];
  });
  const together = Buffer.concat(actions.map(({ text }) => text)).filter((octet) => octet !== SPACE);
  return actions.length > 0 && play.matches(pattern, together)
    ? because(actions.map(({ line }) => line))
    : NO;
}

function isShown(wanted: Shown, seen: Observation, { display }: Knowledge): boolean {
  if (seen.shown === null) return false;
  const { window } = wanted;
  const inside =
    window === null
      ? seen.shown
      : seen.shown.filter((line) => isInWindow(line, seen.play.bytes(window), display?.window ?? []));
  if (window !== null && inside.length === 0) return wanted.as === 'nothing';
  const shown = inside.map(({ text }) => text);
  if (wanted.contains !== null) {
    const needle = seen.play.bytes(wanted.contains);
    const { length } = shown.filter((line) => Buffer.from(line).includes(needle));
    if (wanted.lines === null ? length === 0 : length !== wanted.lines) return false;
  }
  if (wanted.octets !== null && seen.printed?.includes(seen.play.bytes(wanted.octets)) !== true) return false;
  if (wanted.as === null && wanted.text === null) return true;
  return displayedAs(seen.play, shown, display, wanted.text) === (wanted.as ?? 'action');
}
