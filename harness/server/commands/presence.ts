import { nickOf } from '../../wire/line.ts';
import type { IrcLine } from '../../wire/line.ts';
import { MAX_LINE, packWords } from '../line-builder.ts';
import { commaList, octets } from '../octets.ts';
import type { Turn } from '../turn.ts';

/** `nick!user@host` of the client or of a peer of this nick; undefined when nobody has it. */
function sourceOf(turn: Turn, nick: Uint8Array): Buffer | undefined {
  return turn.user.isCalled(nick) ? turn.user.source : turn.server.world.findPeer(nick)?.source;
}

/** USERHOST: up to five nicks (RFC 1459 section 5.7). */
export function handleUserhost(turn: Turn, line: IrcLine): void {
  const replies = line.params.slice(0, 5).flatMap((nick) => {
    const source = sourceOf(turn, nick);
    if (source === undefined) return [];
    const name = nickOf(source);
    const away = turn.user.isCalled(nick) && turn.user.away !== null ? '-' : '+';
    return [Buffer.concat([name, Buffer.from(`=${away}`), source.subarray(name.length + 1)])];
  });
  packWords(replies, MAX_LINE, (text) => turn.numeric('302', [], text));
}

/** ISON: which of these are here (RFC 1459 section 5.8). */
export function handleIson(turn: Turn, line: IrcLine): void {
  const nicks = line.params.flatMap((param) => splitSpaces(param));
  const present = nicks.filter((nick) => sourceOf(turn, nick) !== undefined);
  turn.numeric('303', [], Buffer.from(present.map((nick) => nick.toString('latin1')).join(' '), 'latin1'));
}

function splitSpaces(bytes: Buffer): Buffer[] {
  const words = bytes.toString('latin1').split(' ');
  return words.filter((word) => word !== '').map((word) => Buffer.from(word, 'latin1'));
}

export function handleAway(turn: Turn, line: IrcLine): void {
  const reason = line.params[0];
  if (reason === undefined || reason.length === 0) {
    turn.user.away = null;
    turn.numeric('305', [], 'You are no longer marked as being away');
  } else {
    turn.user.away = Buffer.from(reason);
    turn.numeric('306', [], 'You have been marked as being away');
  }
}

/** MONITOR (IRCv3): who is here now. Peers do not come and go by themselves, so no list is kept. */
export function handleMonitor(turn: Turn, line: IrcLine): void {
  const nicks = commaList(line.params[1] ?? Buffer.alloc(0));
  const action = line.params[0]?.toString('latin1').toUpperCase() ?? '';
  if (action === 'L') turn.numeric('733', [], 'End of MONITOR list');
  if (action !== '+') return;
  for (const nick of nicks) {
    const source = sourceOf(turn, nick);
    if (source === undefined) turn.numeric('731', [], nick);
    else turn.numeric('730', [], source);
  }
}

/** WATCH: the older way to the same; not announced, but some clients try. */
export function handleWatch(turn: Turn, line: IrcLine): void {
  const since = ['0', '0'];
  for (const param of line.params.flatMap((entry) => splitSpaces(entry))) {
    if (param[0] !== 0x2b) continue;
    const nick = param.subarray(1);
    const source = sourceOf(turn, nick);
    if (source === undefined) turn.numeric('605', [nick, '*', '*', ...since], 'is offline');
    else turn.numeric('604', [nick, ...userAndHost(source), ...since], 'is online');
  }
  if (line.params.length === 0) turn.numeric('607', [], 'End of WATCH list');
}

function userAndHost(source: Buffer): Buffer[] {
  const at = source.lastIndexOf('@');
  return [octets(source.subarray(nickOf(source).length + 1, at)), octets(source.subarray(at + 1))];
}
