import type { IrcLine } from '../wire/line.ts';
import { MAX_LINE, packWords } from './line-builder.ts';
import { asMiddle } from './octets.ts';
import { completeRegistration } from './registration.ts';
import type { Turn } from './turn.ts';

/** From this version on, CAP LS carries values and may take several lines (IRCv3 capability negotiation). */
const MULTILINE_VERSION = 302;

/** CAP: the capability negotiation of IRCv3. A server that offers nothing does not know the command. */
export function handleCap(turn: Turn, line: IrcLine): void {
  if (turn.server.capabilities.length === 0) {
    turn.numeric('421', ['CAP'], 'Unknown command');
    return;
  }
  const given = line.params[0] ?? Buffer.alloc(0);
  switch (given.toString('latin1').toUpperCase()) {
    case 'LS':
      listOffered(turn, line.params[1]);
      break;
    case 'LIST':
      sendList(turn, 'LIST', [...turn.user.capabilities]);
      break;
    case 'REQ':
      request(turn, line.params[1]);
      break;
    case 'END':
      turn.user.negotiating = false;
      completeRegistration(turn);
      break;
    default:
      turn.numeric('410', [asMiddle(given)], 'Invalid CAP command');
  }
}

function listOffered(turn: Turn, version: Buffer | undefined): void {
  holdRegistration(turn);
  const asked = Number.parseInt(version?.toString('latin1') ?? '', 10);
  if (asked > turn.user.capVersion) turn.user.capVersion = asked;
  const modern = turn.user.capVersion >= MULTILINE_VERSION;
  sendList(
    turn,
    'LS',
    turn.server.capabilities.map((offer) => (modern ? offer : nameOf(offer))),
  );
}

function sendList(turn: Turn, subcommand: string, words: readonly string[]): void {
  const texts: Buffer[] = [];
  const overhead = Buffer.byteLength(
    `:${turn.server.name} CAP ${turn.user.target.toString('latin1')} ${subcommand} * :`,
  );
  packWords(
    words.map((word) => Buffer.from(word)),
    MAX_LINE - overhead,
    (text) => texts.push(text),
  );
  if (turn.user.capVersion < MULTILINE_VERSION) texts.splice(1);
  texts.forEach((text, index) => {
    const more = index < texts.length - 1 ? ['*'] : [];
    turn.fromServer('CAP', [turn.user.target, subcommand, ...more], text);
  });
}

/** CAP REQ is granted as a whole or refused as a whole. */
function request(turn: Turn, list: Buffer | undefined): void {
  holdRegistration(turn);
  const text = list ?? Buffer.alloc(0);
  const words = text
    .toString('latin1')
    .split(' ')
    .filter((word) => word !== '');
  const offered = new Set(turn.server.capabilities.map(nameOf));
  const granted = words.every((word) => offered.has(word.replace(/^-/, '')));
  if (granted) {
    for (const word of words) {
      if (word.startsWith('-')) turn.user.capabilities.delete(word.slice(1));
      else turn.user.capabilities.add(word);
    }
  }
  turn.fromServer('CAP', [turn.user.target, granted ? 'ACK' : 'NAK'], text);
}

function holdRegistration(turn: Turn): void {
  if (!turn.user.registered) turn.user.negotiating = true;
}

function nameOf(offer: string): string {
  return offer.split('=', 1)[0] ?? offer;
}
