import type { IrcLine } from '../../wire/line.ts';
import { commaList } from '../octets.ts';
import type { Octets } from '../octets.ts';
import { MAX_LINE, packWords } from '../line-builder.ts';
import type { Turn } from '../turn.ts';
import { clientAsMember, shown } from './channel-info.ts';

/** WHOIS of the client itself or of a peer; with two parameters the first names a server and is skipped. */
export function handleWhois(turn: Turn, line: IrcLine): void {
  const asked = commaList(line.params[1] ?? line.params[0] ?? Buffer.alloc(0))[0];
  if (asked === undefined) {
    turn.numeric('431', [], 'No nickname given');
    return;
  }
  if (turn.user.isCalled(asked)) describeClient(turn);
  else describePeer(turn, asked);
  turn.numeric('318', [asked], 'End of /WHOIS list.');
}

function describeClient(turn: Turn): void {
  const { nick, user, host, realname } = clientAsMember(turn);
  turn.numeric('311', [nick, user, host, '*'], realname);
  sendChannels(
    turn,
    nick,
    [...turn.user.memberships.values()].map(({ channel, operator }) => [operator ? '@' : '', channel.name]),
  );
  turn.numeric('312', [nick, turn.server.name], 'A test server');
  if (turn.user.away !== null) turn.numeric('301', [nick], turn.user.away);
}

function describePeer(turn: Turn, asked: Buffer): void {
  const peer = turn.server.world.findPeer(asked);
  if (peer === undefined) {
    turn.numeric('401', [asked], 'No such nick/channel');
    return;
  }
  turn.numeric('311', [peer.nick, peer.user, peer.host, '*'], peer.user);
  sendChannels(
    turn,
    peer.nick,
    [...peer.channels].map((channel) => [shown(turn, channel.members.get(peer) ?? ''), channel.name]),
  );
  turn.numeric('312', [peer.nick, turn.server.name], 'A test server');
}

function sendChannels(turn: Turn, nick: Buffer, channels: readonly (readonly [string, Buffer])[]): void {
  if (channels.length === 0) return;
  const overhead = `:${turn.server.name} 319   :`.length + turn.user.target.length + nick.length;
  packWords(
    channels.map(([status, name]) => Buffer.concat([Buffer.from(status), name])),
    MAX_LINE - overhead,
    (text) => turn.numeric('319', [nick], text),
  );
}

/** WHOWAS: nobody has left yet. */
export function handleWhowas(turn: Turn, line: IrcLine): void {
  const nick: Octets = line.params[0] ?? '*';
  turn.numeric('406', [nick], 'There was no such nickname');
  turn.numeric('369', [nick], 'End of WHOWAS');
}
