import type { IrcLine } from '../../wire/line.ts';
import { TARGET_LIMIT } from '../isupport.ts';
import { commaList } from '../octets.ts';
import { asSeenByPeer } from '../relay.ts';
import type { Turn } from '../turn.ts';

/** PRIVMSG (RFC 1459 section 4.4.1). */
export function handlePrivmsg(turn: Turn, line: IrcLine, raw: Buffer): void {
  const [targets, text] = line.params;
  if (targets === undefined || targets.length === 0) turn.numeric('411', [], 'No recipient given (PRIVMSG)');
  else if (text === undefined || text.length === 0) turn.numeric('412', [], 'No text to send');
  else deliver(turn, targets, raw);
}

/** NOTICE: as PRIVMSG, but never answered with an error (RFC 1459 section 4.4.2). */
export function handleNotice(turn: Turn, line: IrcLine, raw: Buffer): void {
  const [targets, text] = line.params;
  if (targets !== undefined && text !== undefined && text.length > 0) deliver(turn, targets, raw);
}

/** TAGMSG says nothing to a peer that has no tags. */
export function handleTagmsg(): void {
  // Nothing to do.
}

/**
 * What the client itself gets to see of its message: an echo if it asked for echo-message, and the message when it
 * is its own target. Other targets are taken to exist: an error (401) would be input that no scenario asked for.
 */
function deliver(turn: Turn, targets: Buffer, raw: Buffer): void {
  const echo = turn.user.capabilities.has('echo-message');
  const said = censored(raw, turn.server.censors);
  for (const target of commaList(targets).slice(0, TARGET_LIMIT)) {
    if (echo || turn.user.isCalled(target)) turn.lines.push(asSeenByPeer(turn.user.source, said, target));
  }
}

/** With asterisks for the octets of the word, as networks do that do not want it said. */
function censored(raw: Buffer, word: string | null): Buffer {
  if (word === null) return raw;
  const said = raw.toString('latin1').replaceAll(word, '*'.repeat(word.length));
  return Buffer.from(said, 'latin1');
}
