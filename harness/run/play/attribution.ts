import type { ReceivedLine } from '../../server/session.ts';
import { foldNick } from '../../wire/casemap.ts';
import { parseCtcp } from '../../wire/ctcp.ts';
import type { Ambient } from '../discovery/ambient.ts';
import type { ControlQuery } from './control.ts';
import type { Play } from './play.ts';

/** What no client says of its own accord; each is part of a canary command. */
const CANARY = Buffer.from('ctcp-canary');

export type Cause =
  | { readonly by: 'control' }
  | { readonly by: 'client'; readonly duty: boolean }
  | { readonly by: 'play'; readonly plays: readonly Play[] }
  /** It says something of what was played before; as a late reply it shows that the client does not keep order. */
  | { readonly by: 'earlier'; readonly isLateReply: boolean }
  | { readonly by: 'unknown' };

/**
 * Says what caused a line: a control, the client's own housekeeping, the stimulus of one or more plays, or
 * nothing known. Only what a stimulus caused can be held against a client.
 */
export function causeOf(
  received: ReceivedLine,
  among: {
    plays: readonly Play[];
    controls: readonly ControlQuery[];
    ambient: Ambient;
    earlier: ReadonlySet<string>;
  },
): Cause {
  const plays = among.plays.filter(
    (play) => names(play, received) && !isLookUp(play, received, among.ambient),
  );
  if (plays.length > 0) {
    return among.ambient.isChatAnswer(received) ? { by: 'client', duty: false } : { by: 'play', plays };
  }
  // Behind the plays: a reply to one of them that carries what a control said is not the control's.
  if (among.controls.some((control) => control.explains(received))) return { by: 'control' };
  if (isCanary(received)) return { by: 'unknown' };
  if (among.earlier.size > 0 && wordsOf(received).some((word) => among.earlier.has(word)))
    return { by: 'earlier', isLateReply: !isAboutOffer(received) };
  if (among.ambient.isOwn(received)) return { by: 'client', duty: received.duty };
  return { by: 'unknown' };
}

/** An offer by DCC stays open: a client that takes it back, or refuses it, does so whenever it likes. */
function isAboutOffer({ line }: ReceivedLine): boolean {
  const text = line?.command === 'NOTICE' || line?.command === 'PRIVMSG' ? line.params[1] : undefined;
  return text !== undefined && parseCtcp(text)?.command.toString('latin1') === 'DCC';
}

export function isCanary(received: ReceivedLine): boolean {
  return (
    received.raw.includes(CANARY) &&
    received.line?.command !== 'NOTICE' &&
    received.line?.command !== 'PRIVMSG'
  );
}

/**
 * Looking up who is asking (WHOIS, USERHOST) is a client's own business, where it carries nothing but the nick of
 * the peer; it is held against it only where a scenario asks for that verb.
 */
function isLookUp({ cast, item }: Play, received: ReceivedLine, ambient: Ambient): boolean {
  const carriesToken = received.raw.includes(cast.token) || received.raw.includes(cast.token2);
  const verb = received.line?.command ?? '';
  return !carriesToken && ambient.isHousekeeping(received) && !item.scenario.verbs.has(verb);
}

/** A line names a play when a peer of it is among the parameters, or a token of it anywhere. */
function names(play: Play, received: ReceivedLine): boolean {
  const { peer, other, token, token2 } = play.cast;
  if (received.raw.includes(token) || received.raw.includes(token2)) return true;
  const params = received.line?.params ?? [];
  return [peer.nick, other.nick].some((nick) => {
    const wanted = foldNick(Buffer.from(nick));
    return (
      params.some((param) => foldNick(param) === wanted) ||
      received.raw.includes(`${nick}@`) ||
      received.raw.includes(`${nick}.peer.test`)
    );
  });
}

/** Every run of eight letters and digits in a line, each of which could be a nick or a token. */
function wordsOf(received: ReceivedLine): string[] {
  const text = received.raw.toString('latin1');
  return [...text.matchAll(/(?=([A-Za-z0-9]{8}))/g)].map((match) => match[1] ?? '');
}
