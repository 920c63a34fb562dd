import type { Turn } from './turn.ts';

/** A server puts at most this many tokens into one 005 line (Modern IRC, RPL_ISUPPORT). */
const TOKENS_PER_LINE = 13;

export const SERVER_VERSION = 'ctcpspec-1';

/** All that a server says when registration is complete: 001 to 005, LUSERS, MOTD. */
export function welcome(turn: Turn): void {
  const { server, user } = turn;
  // Clients learn their own host from the last word of 001.
  const greeting = Buffer.concat([Buffer.from(`Welcome to the ${server.network} network, `), user.source]);
  turn.numeric('001', [], greeting);
  turn.numeric('002', [], `Your host is ${server.name}, running version ${SERVER_VERSION}`);
  turn.numeric('003', [], 'This server was created for this run');
  turn.numeric('004', [server.name, SERVER_VERSION, 'iosw', 'biklmnopstv', 'bklov']);
  sendIsupport(turn);
  sendLusers(turn);
  sendMotd(turn);
}

export function sendIsupport(turn: Turn): void {
  const tokens = turn.server.isupport;
  for (let start = 0; start < tokens.length; start += TOKENS_PER_LINE) {
    turn.numeric('005', tokens.slice(start, start + TOKENS_PER_LINE), 'are supported by this server');
  }
}

export function sendLusers(turn: Turn): void {
  turn.numeric('251', [], 'There are 1 users and 0 invisible on 1 servers');
  turn.numeric('254', [String([...turn.server.world.channels()].length)], 'channels formed');
  turn.numeric('255', [], 'I have 1 clients and 0 servers');
}

export function sendMotd(turn: Turn): void {
  turn.numeric('375', [], `- ${turn.server.name} Message of the day -`);
  turn.numeric('372', [], '- This is a test server.');
  turn.numeric('376', [], 'End of /MOTD command.');
}
