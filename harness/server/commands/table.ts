import { handleCap } from '../capabilities.ts';
import { handleNick, handlePass, handleUser } from '../registration.ts';
import { sendLusers, sendMotd } from '../welcome.ts';
import { handleList, handleNames, handleTopic } from './channel-info.ts';
import type { Command } from './command.ts';
import { handleAuthenticate, handlePing, handlePong, handleQuit } from './connection.ts';
import { handleJoin, handlePart } from './membership.ts';
import { handleNotice, handlePrivmsg, handleTagmsg } from './messages.ts';
import { handleMode } from './mode.ts';
import { handleAway, handleIson, handleMonitor, handleUserhost, handleWatch } from './presence.ts';
import { handleSetname, handleTime, handleVersion } from './server-info.ts';
import { handleWho } from './who.ts';
import { handleWhois, handleWhowas } from './whois.ts';

/** Every verb that the server knows, in upper case. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['CAP', { handle: handleCap, minParams: 1, early: true, duty: true }],
  ['AUTHENTICATE', { handle: handleAuthenticate, early: true, duty: true }],
  ['PASS', { handle: handlePass, minParams: 1, early: true, duty: true }],
  ['NICK', { handle: handleNick, early: true, duty: true }],
  ['USER', { handle: handleUser, early: true, duty: true }],
  ['PING', { handle: handlePing, early: true, duty: true }],
  ['PONG', { handle: handlePong, early: true, duty: true }],
  ['QUIT', { handle: handleQuit, early: true, duty: true }],
  ['JOIN', { handle: handleJoin, minParams: 1, duty: true }],
  ['PART', { handle: handlePart, minParams: 1, duty: true }],
  ['NAMES', { handle: handleNames, duty: true }],
  ['TOPIC', { handle: handleTopic, minParams: 1, duty: true }],
  ['LIST', { handle: handleList, duty: true }],
  ['MODE', { handle: handleMode, minParams: 1, duty: true }],
  ['WHO', { handle: handleWho, duty: true }],
  ['WHOIS', { handle: handleWhois, duty: true }],
  ['WHOWAS', { handle: handleWhowas, duty: true }],
  ['USERHOST', { handle: handleUserhost, minParams: 1, duty: true }],
  ['ISON', { handle: handleIson, minParams: 1, duty: true }],
  ['AWAY', { handle: handleAway, duty: true }],
  ['MONITOR', { handle: handleMonitor, minParams: 1, duty: true }],
  ['WATCH', { handle: handleWatch, duty: true }],
  ['SETNAME', { handle: handleSetname, minParams: 1, duty: true }],
  ['MOTD', { handle: sendMotd, duty: true }],
  ['LUSERS', { handle: sendLusers, duty: true }],
  ['VERSION', { handle: handleVersion, duty: true }],
  ['TIME', { handle: handleTime, duty: true }],
  ['PRIVMSG', { handle: handlePrivmsg, duty: false }],
  ['NOTICE', { handle: handleNotice, duty: false }],
  ['TAGMSG', { handle: handleTagmsg, duty: false }],
]);
