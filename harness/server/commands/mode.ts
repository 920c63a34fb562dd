import type { IrcLine } from '../../wire/line.ts';
import { asMiddle } from '../octets.ts';
import { hasChannelType } from '../names.ts';
import type { Turn } from '../turn.ts';
import type { Membership } from '../user.ts';
import { modeLetters, parseModeChanges } from './mode-changes.ts';
import type { ModeChange } from './mode-changes.ts';

const USER_MODES = 'isw';
const CHANNEL_CREATED_AT = '1767225600';

/** Numerics of the lists that a channel may have; all of them are empty here. */
const LIST_ENDS: Readonly<Record<string, readonly [string, string]>> = {
  b: ['368', 'End of channel ban list'],
  e: ['349', 'End of channel exception list'],
  I: ['347', 'End of channel invite list'],
};

/** MODE of a channel or of the client itself (RFC 1459 section 4.2.3). */
export function handleMode(turn: Turn, line: IrcLine): void {
  const [target = Buffer.alloc(0), letters, ...args] = line.params;
  if (hasChannelType(target)) channelMode(turn, target, letters, args);
  else if (turn.user.isCalled(target)) userMode(turn, letters);
  else if (turn.server.world.findPeer(target) === undefined)
    turn.numeric('401', [target], 'No such nick/channel');
  else turn.numeric('502', [], "Can't change mode for other users");
}

function userMode(turn: Turn, letters: Buffer | undefined): void {
  const { modes } = turn.user;
  if (letters === undefined || letters.length === 0) {
    turn.numeric('221', [`+${[...modes].join('')}`]);
    return;
  }
  const changes = parseModeChanges(letters, []);
  const known = changes.filter(({ letter }) => USER_MODES.includes(letter));
  if (known.length < changes.length) turn.numeric('501', [], 'Unknown MODE flag');
  const made = known.filter(({ letter, set }) => modes.has(letter) !== set);
  for (const { letter, set } of made) {
    if (set) modes.add(letter);
    else modes.delete(letter);
  }
  const text = modeLetters(made);
  if (text !== '') turn.fromUser('MODE', [turn.user.target], text);
}

function channelMode(turn: Turn, name: Buffer, letters: Buffer | undefined, args: readonly Buffer[]): void {
  const channel = turn.server.world.findChannel(name);
  if (channel === undefined) {
    turn.numeric('403', [name], 'No such channel');
    return;
  }
  const membership = turn.user.membership(name);
  if (letters === undefined || letters.length === 0) {
    const shown = membership?.modes ?? new Map([...channel.modes].map((letter) => [letter, null]));
    const values = [...shown.values()].filter((value) => value !== null);
    turn.numeric('324', [channel.name, `+${[...shown.keys()].join('')}`, ...values]);
    turn.numeric('329', [channel.name, CHANNEL_CREATED_AT]);
    return;
  }
  const changes = parseModeChanges(letters, args);
  for (const { letter } of changes.filter(isListQuery)) {
    const [code, text] = LIST_ENDS[letter] ?? ['368', ''];
    turn.numeric(code, [channel.name], text);
  }
  const wanted = changes.filter((change) => !isListQuery(change));
  if (wanted.length === 0) return;
  if (membership === undefined) turn.numeric('442', [name], "You're not on that channel");
  else if (!membership.operator) turn.numeric('482', [name], "You're not channel operator");
  else changeChannel(turn, membership, wanted);
}

function isListQuery({ letter, argument }: ModeChange): boolean {
  return argument === null && Object.hasOwn(LIST_ENDS, letter);
}

function changeChannel(turn: Turn, { channel, modes }: Membership, changes: readonly ModeChange[]): void {
  const made = changes.filter(({ letter, set, argument }) => {
    if ('bov'.includes(letter)) return argument !== null;
    if ('kl'.includes(letter)) return argument !== null || !set;
    if ('imnpst'.includes(letter)) return modes.has(letter) !== set;
    turn.numeric('472', [asMiddle(Buffer.from(letter, 'latin1'))], 'is unknown mode char to me');
    return false;
  });
  for (const { letter, set, argument } of made) {
    if ('bov'.includes(letter)) continue;
    if (set) modes.set(letter, argument === null ? null : Buffer.from(argument));
    else modes.delete(letter);
  }
  if (made.length === 0) return;
  const text = modeLetters(made);
  turn.fromUser('MODE', [channel.name, text, ...made.flatMap(({ argument }) => argument ?? [])]);
}
