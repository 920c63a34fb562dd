import type { IrcLine } from '../../wire/line.ts';
import type { Turn } from '../turn.ts';
import { sendIsupport, SERVER_VERSION } from '../welcome.ts';

/** VERSION of the server (RFC 1459 section 4.3.1), which has nothing to do with the CTCP query of that name. */
export function handleVersion(turn: Turn): void {
  turn.numeric('351', [SERVER_VERSION, turn.server.name], 'A test server');
  sendIsupport(turn);
}

export function handleTime(turn: Turn): void {
  turn.numeric('391', [turn.server.name], new Date().toUTCString());
}

/** SETNAME (IRCv3) is confirmed to those who asked for the capability. */
export function handleSetname(turn: Turn, line: IrcLine): void {
  const realname = line.params[0] ?? Buffer.alloc(0);
  turn.user.realname = Buffer.from(realname);
  if (turn.user.capabilities.has('setname')) turn.fromUser('SETNAME', [], realname);
}
