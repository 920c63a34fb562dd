import type { IrcLine } from '../wire/line.ts';
import { isNick, NICK_LENGTH, visibleUser } from './names.ts';
import { asMiddle } from './octets.ts';
import type { Turn } from './turn.ts';
import { welcome } from './welcome.ts';

/** PASS: any password will do (RFC 1459 section 4.1.1). */
export function handlePass(turn: Turn): void {
  if (turn.user.registered) alreadyRegistered(turn);
}

/** USER (RFC 1459 section 4.1.3). */
export function handleUser(turn: Turn, line: IrcLine): void {
  const [username, , , realname] = line.params;
  if (turn.user.registered) {
    alreadyRegistered(turn);
  } else if (username === undefined || realname === undefined || username.length === 0) {
    turn.numeric('461', ['USER'], 'Not enough parameters');
  } else {
    turn.user.username = visibleUser(username);
    turn.user.realname = Buffer.from(realname);
    completeRegistration(turn);
  }
}

/** NICK, before registration and after (RFC 1459 section 4.1.2). A nick that is too long is cut. */
export function handleNick(turn: Turn, line: IrcLine): void {
  const { user, server } = turn;
  const wanted = Buffer.from((line.params[0] ?? Buffer.alloc(0)).subarray(0, NICK_LENGTH));
  if (wanted.length === 0) {
    turn.numeric('431', [], 'No nickname given');
  } else if (!isNick(wanted)) {
    turn.numeric('432', [asMiddle(wanted)], 'Erroneous nickname');
  } else if (server.world.findPeer(wanted) !== undefined || mustRefuse(turn)) {
    turn.numeric('433', [wanted], 'Nickname is already in use');
  } else if (user.registered) {
    if (user.nick?.equals(wanted) === true) return;
    turn.fromUser('NICK', [wanted]);
    user.nick = wanted;
  } else {
    user.nick = wanted;
    completeRegistration(turn);
  }
}

/** Registers the client when it has said all that it must and no capability negotiation is open. */
export function completeRegistration(turn: Turn): void {
  const { user } = turn;
  if (user.registered || user.negotiating || user.nick === null || user.username === null) return;
  user.registered = true;
  turn.registered = true;
  const { target: nick, source } = user;
  turn.lines.push(...turn.server.beforeWelcome({ nick, source }));
  welcome(turn);
}

function mustRefuse({ server, user }: Turn): boolean {
  if (!server.refuseNick || user.nickWasRefused) return false;
  user.nickWasRefused = true;
  return true;
}

function alreadyRegistered(turn: Turn): void {
  turn.numeric('462', [], 'You may not reregister');
}
