import type { IrcLine } from '../../wire/line.ts';
import { MAX_LINE, packWords } from '../line-builder.ts';
import { asMiddle, commaList } from '../octets.ts';
import type { Status } from '../channel.ts';
import type { Turn } from '../turn.ts';

const TOPIC_SET_AT = '1767225600';

/** NAMES of one channel, or of each in a list; without a parameter only its end, as large networks do. */
export function handleNames(turn: Turn, line: IrcLine): void {
  const names = commaList(line.params[0] ?? Buffer.alloc(0));
  if (names.length === 0) turn.numeric('366', ['*'], 'End of /NAMES list.');
  else for (const name of names) sendNames(turn, name);
}

/** 353 with the client, if it is in the channel, and all peers, over as many lines as are needed; then 366. */
export function sendNames(turn: Turn, name: Buffer): void {
  const members = membersOf(turn, name);
  if (members.length > 0) {
    const overhead = `:${turn.server.name} 353  =  :`.length + turn.user.target.length + name.length;
    packWords(
      members.map(({ nick, status }) => Buffer.concat([Buffer.from(shown(turn, status)), nick])),
      MAX_LINE - overhead,
      (text) => turn.numeric('353', ['=', name], text),
    );
  }
  turn.numeric('366', [name], 'End of /NAMES list.');
}

/** One member of a channel as NAMES and WHO show it. */
export interface Member {
  readonly nick: Buffer;
  readonly user: Buffer;
  readonly host: Buffer;
  readonly status: Status;
  readonly realname: Buffer;
  readonly away: boolean;
}

/** The members that this client sees: itself, if it is in the channel, and the peers. */
export function membersOf(turn: Turn, name: Uint8Array): Member[] {
  const members: Member[] = [];
  const own = turn.user.membership(name);
  if (own !== undefined) members.push({ ...clientAsMember(turn), status: own.operator ? '@' : '' });
  for (const [peer, status] of turn.server.world.findChannel(name)?.members ?? []) {
    members.push({
      nick: peer.nick,
      user: peer.user,
      host: peer.host,
      status,
      realname: peer.user,
      away: false,
    });
  }
  return members;
}

export function clientAsMember({ user }: Turn): Member {
  const username = user.username ?? Buffer.from('*');
  const { target: nick, host, realname } = user;
  return { nick, user: username, host, status: '', realname, away: user.away !== null };
}

/** Without multi-prefix a client sees the highest prefix only. */
export function shown(turn: Turn, status: Status): string {
  return turn.user.capabilities.has('multi-prefix') ? status : status.slice(0, 1);
}

/** TOPIC: asks for it, or sets it (an operator's right, since +t is on by default). */
export function handleTopic(turn: Turn, line: IrcLine): void {
  const [name = Buffer.alloc(0), topic] = line.params;
  const membership = turn.user.membership(name);
  const channel = turn.server.world.findChannel(name);
  if (channel === undefined) {
    turn.numeric('403', [name], 'No such channel');
  } else if (topic === undefined) {
    const current = membership === undefined ? channel.topic : membership.topic;
    if (current === null) turn.numeric('331', [name], 'No topic is set');
    else sendTopic(turn, channel.name, current);
  } else if (membership === undefined) {
    turn.numeric('442', [name], "You're not on that channel");
  } else if (!membership.operator && membership.modes.has('t')) {
    turn.numeric('482', [name], "You're not channel operator");
  } else {
    membership.topic = topic.length === 0 ? null : Buffer.from(topic);
    turn.fromUser('TOPIC', [channel.name], topic);
  }
}

export function sendTopic(turn: Turn, name: Buffer, topic: Buffer): void {
  turn.numeric('332', [name], topic);
  turn.numeric('333', [name, turn.server.name, TOPIC_SET_AT]);
}

/** LIST of the channels of the network, or of those named. */
export function handleList(turn: Turn, line: IrcLine): void {
  const wanted = commaList(line.params[0] ?? Buffer.alloc(0));
  const { world } = turn.server;
  const channels =
    wanted.length === 0 ? [...world.channels()] : wanted.flatMap((name) => world.findChannel(name) ?? []);
  turn.numeric('321', ['Channel'], 'Users  Name');
  for (const channel of channels) {
    turn.numeric(
      '322',
      [asMiddle(channel.name), String(membersOf(turn, channel.name).length)],
      channel.topic ?? '',
    );
  }
  turn.numeric('323', [], 'End of /LIST');
}
