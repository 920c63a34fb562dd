import type { DccPlan, DccStep, DccWanted, OctetsWanted } from '../../scenario/dcc-model.ts';
import type { Template } from '../../wire/template.ts';
import type { BytesText } from './condition-words.ts';
import type { ExchangeLine } from './exchange.ts';

/** What the peer does by DCC in one step. */
export function dccLine(act: DccStep, bytes: BytesText): ExchangeLine {
  return { from: 'peer', text: stepText(act, bytes) };
}

function stepText(act: DccStep, bytes: BytesText): string {
  switch (act.do) {
    case 'listen':
      return `listens${planWords(act.plan)}`;
    case 'connect':
      return `connects to where the client listens${planWords(act.plan)}`;
    case 'say':
      return `says ${act.pieces.map(bytes).join(' and then ')}`;
    case 'close':
      return CLOSING[act.how];
    case 'await':
      return `waits for ${AWAITED[act.what]}${act.withinMs === null ? '' : `, for ${act.withinMs} ms`}`;
    case 'lay':
      return act.octets === null
        ? `has a link ${bytes(act.name)} in the download folder, which leads out of it`
        : `has ${act.octets} octets in the download folder as ${bytes(act.name)}`;
  }
}

const CLOSING = {
  fin: 'ends the connection',
  reset: 'resets the connection',
  port: 'listens no longer',
} as const;

const AWAITED = {
  answer: 'a DCC line of the client',
  connection: 'the connection',
  second: 'a second connection',
  line: 'a line of the client in the chat',
  octets: 'anything that the client says on the connection',
  shown: 'the screen to show something with the token',
  transfer: 'the end of the transfer',
  file: 'the saved file',
  end: 'the client to end the connection',
} as const;

function planWords({ task, over, secure, octets, from, block, ahead, hasty, stays, acks }: DccPlan): string {
  const how = `${over === 'ipv6' ? ' by IPv6' : ''}${secure ? ' over TLS' : ''}`;
  const start = from === 0 ? '' : ` from octet ${from}`;
  switch (task) {
    case 'chat':
      return `${how}, for a chat`;
    case 'send': {
      const habits = [
        ...(ahead ? ['without waiting for acknowledgements'] : []),
        ...(stays ? ['and never ends the connection'] : []),
        ...(hasty ? ['and ends the connection behind the last octet'] : []),
      ];
      return [`${how}, and sends ${octets} octets${start} in blocks of ${block}`, ...habits].join(' ');
    }
    case 'receive':
      return `${how}, and takes ${octets} octets${start}, acknowledging ${ACKS[acks]}`;
  }
}

const ACKS: Readonly<Record<DccPlan['acks'], string>> = {
  each: 'all that comes',
  last: 'only when all is there',
  none: 'nothing',
  split: 'octet by octet',
  beyond: 'more than was sent',
  zero: 'none of it, again and again',
  garbage: 'with octets that are no totals',
};

const ACK_FORMS: Readonly<Record<NonNullable<DccWanted['acks']>, string>> = {
  totals: 'acknowledges totals in 4 octets, the highest first',
  'since-resume': 'acknowledges totals since the transfer was resumed',
  'little-endian': 'acknowledges totals with the lowest octet first',
  wide: 'acknowledges totals in 8 octets',
  short: 'does not acknowledge all',
  none: 'acknowledges nothing',
  other: 'acknowledges something else than totals',
};

/** What a condition asks of the conversation by DCC. */
export function dccConditionWords(wanted: DccWanted, quoted: (template: Template) => string): string[] {
  const { connected, connections, refused, speaks, line, lineEnd, acks, received, saved } = wanted;
  const ends = { lf: 'LF', crlf: 'CR LF', none: 'nothing' };
  const endings = { fin: 'ends the connection', reset: 'breaks the connection off', open: 'keeps it open' };
  const flag = (value: boolean | undefined, yes: string, no: string): string[] =>
    value === undefined ? [] : [value ? yes : no];
  return [
    ...flag(connected, 'there is a connection by DCC', 'there is no connection by DCC'),
    ...(connections === undefined ? [] : [`the client makes ${connections} connections`]),
    ...flag(refused, 'a connection of the peer is refused', 'no connection of the peer is refused'),
    ...(speaks === undefined ? [] : [`what the client says first on the connection is ${speaks}`]),
    ...(line === null ? [] : [`a line of the chat is ${quoted(line)}`]),
    ...(lineEnd === undefined ? [] : [`lines of the chat end with ${ends[lineEnd]}`]),
    ...(acks === undefined ? [] : [`the client ${ACK_FORMS[acks]}`]),
    ...octetWords('the peer gets', received),
    ...octetWords('the client saves', saved),
    ...flag(wanted.loose, 'the file may be run, or written by others', 'the file is for its owner alone'),
    ...(wanted.outside === undefined ? [] : [`the file that the link leads to is ${wanted.outside}`]),
    ...(wanted.laid === undefined ? [] : [`the file that lay there is ${wanted.laid}`]),
    ...(wanted.ended === undefined ? [] : [`the client ${endings[wanted.ended]}`]),
  ];
}

function octetWords(who: string, wanted: OctetsWanted | null): string[] {
  if (wanted === null) return [];
  const { is, octets } = wanted;
  if (is === 'none') return [`${who} no file`];
  const count = octets === null ? '' : `${octets} octets, `;
  const what = { content: 'the octets of the file', other: 'other octets than those of the file' };
  return [`${who} ${count}${is === null ? 'whatever they are' : what[is]}`];
}
