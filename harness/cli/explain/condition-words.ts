import { dccConditionWords } from './dcc-words.ts';
import { MEASURES } from '../../scenario/measures.ts';
import type {
  Condition,
  ExitKind,
  MeasureBound,
  SentLine,
  Shown,
  Styled,
  WrittenTo,
} from '../../scenario/model.ts';
import { inlineValues } from '../../scenario/inline.ts';
import { templateText } from '../../scenario/template-text.ts';
import type { Template } from '../../wire/template.ts';

/** How byte strings are shown: a case's values filled in, or left as they are named. */
export type BytesText = (template: Template) => string;

/** Byte strings with the values of one case, and with samples for what the engine makes up. */
export function bytesTextFor(
  values: ReadonlyMap<string, Template>,
  samples: ReadonlyMap<string, string>,
): BytesText {
  return (template) => templateText(inlineValues(template, values), samples);
}

/**
 * What a condition asks for, in words.
 *
 * @param quote puts byte strings between marks
 * @returns one phrase for each part; all of them must hold
 */
export function conditionWords(when: Condition, bytes: BytesText, quote = plainQuote): string[] {
  const quoted = (template: Template): string => quote(bytes(template));
  return [
    ...(when.silent ? ['nothing is sent'] : []),
    ...(when.reply === null
      ? []
      : [`exactly one line is sent, a NOTICE to the asking peer: ${quoted(when.reply)}`]),
    ...(when.replies === null
      ? []
      : [`exactly these NOTICEs go to the asking peers: ${when.replies.map(quoted).join(', ')}`]),
    ...when.sends.map((line) => sentWords(line, quoted)),
    ...(when.arrives === null
      ? []
      : [`actions arrive that say together ${quoted(when.arrives)}, spaces aside`]),
    ...(when.shown === null ? [] : [shownWords(when.shown, quoted)]),
    ...when.styled.map((one) => styledWords(one, quoted)),
    ...timeWords(when),
    ...claimsWords(when),
    ...(when.product ? ['exactly one reply comes, and it holds the name of the product'] : []),
    ...offerWords(when),
    ...(when.dcc === null ? [] : dccConditionWords(when.dcc, quoted)),
    ...(when.connects === null
      ? []
      : [when.connects ? 'a connection is made to what was offered' : 'no connection is made to it']),
    ...(when.writes === null ? [] : [WRITES_WORDS[when.writes]]),
    ...(when.subprotocol ? ['the client has asked for a subprotocol of IRCv3'] : []),
    ...(when.exit === null ? [] : [EXIT_WORDS[when.exit]]),
    ...when.measured.map(measureWords),
    ...(when.any.length === 0
      ? []
      : [
          when.any
            .map((one) => `either ${conditionWords(one, bytes, quote).join(' and ')}`)
            .join('; or ')
            .replaceAll('; or either ', '; or '),
        ]),
    ...(when.not === null ? [] : [`not: ${conditionWords(when.not, bytes, quote).join(' and ')}`]),
  ];
}

function measureWords({ of, atLeast, atMost }: MeasureBound): string {
  const least = atLeast === -Infinity ? [] : [`at least ${atLeast}`];
  const most = atMost === Infinity ? [] : [`at most ${atMost}`];
  return `${[...least, ...most].join(' and ')}: ${MEASURES[of]}`;
}

function plainQuote(bytes: string): string {
  return `'${bytes}'`;
}

const WRITES_WORDS: Readonly<Record<WrittenTo, string>> = {
  nothing: 'no file appears',
  home: 'a file appears in the home of the client',
  outside: 'a file appears outside of the home of the client',
};

const EXIT_WORDS: Readonly<Record<ExitKind, string>> = {
  signal: 'the process is ended by a signal',
  status: 'the process ends with a status other than 0',
  success: 'the process ends with status 0',
  none: 'the process goes on',
};

const ENDING_WORDS = {
  message: 'that ends with its message',
  crlf: 'that ends with CR and LF',
  lf: 'that ends with LF alone',
} as const;

function sentWords(line: SentLine, quoted: (template: Template) => string): string {
  const count = 'exactly' in line.times ? line.times.exactly : line.times.atLeast;
  const least = 'exactly' in line.times ? 'exactly ' : count === 1 ? '' : 'at least ';
  const verb = line.verb === null ? '' : `${quoted(line.verb)} `;
  const what = count > 1 ? `${count} ${verb}lines are` : `${least === '' ? 'a' : 'one'} ${verb}line is`;
  return [
    `${least}${what} sent`,
    ...(line.to === null ? [] : [`to ${quoted(line.to)}`]),
    ...(line.text === null ? [] : [`with the text ${quoted(line.text)}`]),
    ...(line.relayed === null ? [] : [`that arrives as ${quoted(line.relayed)}`]),
    ...(line.raw === null ? [] : [`as the octets ${quoted(line.raw)}`]),
    ...(line.octetsAtMost === null ? [] : [`in at most ${line.octetsAtMost} octets`]),
    ...(line.frame === null ? [] : [`in a ${line.frame} message`]),
    ...(line.ending === null ? [] : [ENDING_WORDS[line.ending]]),
    ...(line.utf8 === null ? [] : [line.utf8 ? 'in well-formed UTF-8' : 'in ill-formed UTF-8']),
  ].join(' ');
}

function shownWords(
  { as, text, contains, lines, octets, window }: Shown,
  quoted: (template: Template) => string,
): string {
  const what = {
    action: 'an action is shown',
    message: 'a message is shown',
    other: 'something else than an action or a message is shown',
    nothing: 'nothing is shown',
  };
  return [
    as === null ? 'something is shown' : what[as],
    ...(text === null ? [] : [`with the text ${quoted(text)}`]),
    ...(contains === null ? [] : [`that contains ${quoted(contains)}`]),
    ...(lines === null ? [] : [`in exactly ${lines} ${lines === 1 ? 'line' : 'lines'}`]),
    ...(octets === null ? [] : [`with the octets ${quoted(octets)}`]),
    ...(window === null ? [] : [`in the window of ${quoted(window)}`]),
  ].join(' ');
}

function styledWords({ one, other, whole, alike }: Styled, quoted: (template: Template) => string): string {
  const [first, second] = [one, other].map((text) =>
    whole ? `the line with ${quoted(text)}` : quoted(text),
  );
  return alike
    ? `${first ?? ''} is shown in the style of ${second ?? ''}`
    : `${first ?? ''} is shown in another style than ${second ?? ''}`;
}

function timeWords({ time }: Condition): string[] {
  if (time === null) return [];
  const formats = {
    ctime: 'like ctime',
    rfc5322: 'like RFC 5322',
    iso8601: 'like ISO 8601',
    other: 'otherwise',
  };
  const values = { right: 'the right time', wrong: 'a wrong time', unreadable: 'no readable time' };
  const value = time.value === null ? 'a time' : values[time.value];
  const format = time.format === null ? '' : `, written ${formats[time.format]}`;
  const zones = { utc: 'UTC', another: 'another zone than UTC', unclear: 'no zone that can be told' };
  const zone = time.zone === null ? '' : `, in ${zones[time.zone]}`;
  return [`exactly one line is sent, a TIME reply with ${value}${format}${zone}`];
}

function claimsWords({ claims }: Condition): string[] {
  if (claims === null) return [];
  return [
    ...(claims.unanswered ? ['the one CLIENTINFO reply names a query that the client does not answer'] : []),
    ...(claims.unlisted ? ['the one CLIENTINFO reply leaves out a query that the client answers'] : []),
  ];
}

function offerWords({ offer }: Condition): string[] {
  if (offer === null) return [];
  const addresses = {
    number: 'the address as a number',
    none: 'address 0',
    ipv6: 'an IPv6 address',
    other: 'another address',
  };
  const ports = { open: 'a port that is open to all', none: 'port 0', other: 'a port that nobody can use' };
  const names = { file: 'a name alone', path: 'a name with a folder in it' };
  const sizes = { right: 'the size of the file', missing: 'no size', wrong: 'another size' };
  const parts = [
    ...(offer.address === null ? [] : [addresses[offer.address]]),
    ...(offer.port === null ? [] : [ports[offer.port]]),
    ...(offer.name === null ? [] : [names[offer.name]]),
    ...(offer.size === null ? [] : [sizes[offer.size]]),
  ];
  return [
    `exactly one line is sent, an offer by DCC${parts.length === 0 ? '' : ` with ${parts.join(', ')}`}`,
  ];
}
