import { foldNick } from '../../wire/casemap.ts';
import type { IrcLine } from '../../wire/line.ts';
import { CHANNEL_LIMIT } from '../isupport.ts';
import { hasChannelType, isChannelName } from '../names.ts';
import { commaList } from '../octets.ts';
import type { Turn } from '../turn.ts';
import type { Membership } from '../user.ts';
import { sendNames, sendTopic } from './channel-info.ts';

/** JOIN by the client: several channels, keys (which no channel here asks for), `0` for "leave all". */
export function handleJoin(turn: Turn, line: IrcLine): void {
  const names = commaList(line.params[0] ?? Buffer.alloc(0));
  if (names.length === 0) {
    turn.numeric('461', ['JOIN'], 'Not enough parameters');
  } else if (names.length === 1 && names[0]?.toString() === '0') {
    for (const membership of [...turn.user.memberships.values()]) part(turn, membership);
  } else {
    for (const name of names) joinIfAllowed(turn, name);
  }
}

function joinIfAllowed(turn: Turn, name: Buffer): void {
  if (!hasChannelType(name)) turn.numeric('403', [name], 'No such channel');
  else if (!isChannelName(name)) turn.numeric('476', [name], 'Bad channel mask');
  else if (turn.user.membership(name) !== undefined) return;
  else if (turn.user.memberships.size >= CHANNEL_LIMIT)
    turn.numeric('405', [name], 'You have joined too many channels');
  else join(turn, name);
}

/**
 * Puts the client into a channel and tells it so: JOIN with its source, the topic if there is one, NAMES.
 * The first one into a channel becomes its operator. `name` must be a channel name that the client is not in yet.
 */
export function join(turn: Turn, name: Buffer): void {
  const channel = turn.server.world.enter(name);
  const modes = new Map([...channel.modes].map((letter) => [letter, null] as const));
  const operator = channel.members.size === 0;
  turn.user.memberships.set(foldNick(name), {
    channel,
    operator,
    modes: new Map(modes),
    topic: channel.topic,
  });
  turn.joined.push(channel.name);
  turn.fromUser('JOIN', [channel.name]);
  if (channel.topic !== null) sendTopic(turn, channel.name, channel.topic);
  sendNames(turn, channel.name);
}

export function handlePart(turn: Turn, line: IrcLine): void {
  for (const name of commaList(line.params[0] ?? Buffer.alloc(0))) {
    const membership = turn.user.membership(name);
    if (membership !== undefined) part(turn, membership, line.params[1]);
    else if (turn.server.world.findChannel(name) === undefined)
      turn.numeric('403', [name], 'No such channel');
    else turn.numeric('442', [name], "You're not on that channel");
  }
}

function part(turn: Turn, { channel }: Membership, reason?: Buffer): void {
  turn.fromUser('PART', [channel.name], reason);
  turn.user.memberships.delete(foldNick(channel.name));
  turn.server.world.leave(channel);
}
