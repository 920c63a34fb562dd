import type { IrcLine } from '../../wire/line.ts';
import { hasChannelType } from '../names.ts';
import type { Octets } from '../octets.ts';
import type { Turn } from '../turn.ts';
import { clientAsMember, membersOf, shown } from './channel-info.ts';
import type { Member } from './channel-info.ts';

/** WHO of a channel or of one nick; with `%fields` as WHOX (354). Other masks match nobody. */
export function handleWho(turn: Turn, line: IrcLine): void {
  const mask = line.params[0] ?? Buffer.from('*');
  const inChannel = hasChannelType(mask);
  const fields = whoxFields(line.params[1]);
  for (const member of inChannel ? membersOf(turn, mask) : oneCalled(turn, mask)) {
    const channel = inChannel ? mask : '*';
    if (fields === null) {
      const { user, host, nick } = member;
      const realname = Buffer.concat([Buffer.from('0 '), member.realname]);
      turn.numeric('352', [channel, user, host, turn.server.name, nick, flagsOf(turn, member)], realname);
    } else {
      sendWhox(turn, fields, channel, member);
    }
  }
  turn.numeric('315', [mask], 'End of /WHO list.');
}

function oneCalled(turn: Turn, nick: Buffer): Member[] {
  if (turn.user.isCalled(nick)) return [clientAsMember(turn)];
  const peer = turn.server.world.findPeer(nick);
  if (peer === undefined) return [];
  return [
    { nick: peer.nick, user: peer.user, host: peer.host, status: '', realname: peer.user, away: false },
  ];
}

function flagsOf(turn: Turn, member: Member): string {
  return `${member.away ? 'G' : 'H'}${shown(turn, member.status)}`;
}

interface WhoxFields {
  readonly letters: string;
  readonly token: string;
}

function whoxFields(option: Buffer | undefined): WhoxFields | null {
  const found = /^[^%]*%([a-z]+)(?:,([0-9]{1,3}))?$/i.exec(option?.toString('latin1') ?? '');
  return found === null ? null : { letters: found[1] ?? '', token: found[2] ?? '0' };
}

/** 354: the fields asked for, in the fixed order of WHOX, whatever the order of the letters. */
function sendWhox(turn: Turn, { letters, token }: WhoxFields, channel: Octets, member: Member): void {
  const values: readonly (readonly [string, Octets])[] = [
    ['t', token],
    ['c', channel],
    ['u', member.user],
    ['i', '255.255.255.255'],
    ['h', member.host],
    ['s', turn.server.name],
    ['n', member.nick],
    ['f', flagsOf(turn, member)],
    ['d', '0'],
    ['l', '0'],
    ['a', '0'],
    ['o', 'n/a'],
  ];
  const params = values.filter(([letter]) => letters.includes(letter)).map(([, value]) => value);
  turn.numeric('354', params, letters.includes('r') ? member.realname : undefined);
}
