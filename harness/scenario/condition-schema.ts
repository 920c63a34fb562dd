import { Type, type Static } from 'typebox';
import { MEASURES, type Measure } from './measures.ts';
import { DccCondition } from './dcc-schema.ts';
import { bytes, closed, oneOrMore } from './schema-parts.ts';

export const SentLine = Type.Object(
  {
    verb: Type.Optional(bytes('the IRC command, upper case')),
    to: Type.Optional(bytes('pattern for the first parameter')),
    text: Type.Optional(bytes('pattern for the last parameter')),
    raw: Type.Optional(bytes('pattern for the line as it came, with its line ending')),
    relayed: Type.Optional(
      bytes('pattern for the last parameter as its addressee gets it: behind the source, cut at 512 octets'),
    ),
    octetsAtMost: Type.Optional(
      Type.Integer({ minimum: 1, description: 'the line with its ending is no longer' }),
    ),
    ending: Type.Optional(
      Type.Enum(['message', 'crlf', 'lf'], {
        description:
          'what ended the line: its WebSocket message, or a line break, in a stream of octets or in a message',
      }),
    ),
    frame: Type.Optional(
      Type.Enum(['text', 'binary'], { description: 'the kind of WebSocket message that it came in' }),
    ),
    utf8: Type.Optional(Type.Boolean({ description: 'whether the last parameter is well-formed UTF-8' })),
    times: Type.Optional(Type.Integer({ minimum: 1, description: 'exactly so many lines' })),
    atLeast: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  closed,
);

const ShownAs = Type.Enum(['action', 'message', 'other', 'nothing']);

export const Shown = Type.Object(
  {
    as: Type.Optional(ShownAs),
    text: Type.Optional(
      Type.String({ description: 'pattern for the text of the action or message as shown', bytes: true }),
    ),
    contains: Type.Optional(bytes('octets that stand in a shown line')),
    lines: Type.Optional(
      Type.Integer({ minimum: 1, description: 'beside contains: exactly so many lines have them' }),
    ),
    octets: Type.Optional(
      bytes('octets that the client wrote to its terminal or standard output, controls and all'),
    ),
    window: Type.Optional(
      bytes(
        'a channel or nick: only what is shown in its window counts; where the windows can be told apart',
      ),
    ),
  },
  closed,
);

/** How the look of one thing that is shown compares with that of another. */
export const Styled = Type.Object(
  {
    text: Type.Optional(bytes('octets that stand in a shown line')),
    line: Type.Optional(bytes('the same, for the whole line in which they stand')),
    like: Type.Optional(bytes('octets that look the same, or stand in a line that does')),
    unlike: Type.Optional(bytes('octets that look otherwise, or stand in a line that does')),
  },
  closed,
);

/** What the one reply to a TIME query says. */
export const TimeReply = Type.Object(
  {
    format: Type.Optional(Type.Enum(['ctime', 'rfc5322', 'iso8601', 'other'])),
    value: Type.Optional(
      Type.Enum(['right', 'wrong', 'unreadable'], {
        description: 'within a minute of the true time, in the zone that it names or else in any zone',
      }),
    ),
    zone: Type.Optional(
      Type.Enum(['utc', 'another', 'unclear'], {
        description: 'where clocks show the time that is written there, whatever zone is named beside it',
      }),
    ),
  },
  closed,
);

/** What the one reply to a CLIENTINFO query leaves to be desired. */
export const ClaimsReply = Type.Object(
  {
    unanswered: Type.Optional(
      Type.Literal(true, { description: 'it names a query that discovery saw unanswered' }),
    ),
    unlisted: Type.Optional(
      Type.Literal(true, { description: 'it leaves out a query that discovery saw answered' }),
    ),
  },
  closed,
);

/** What the one offer of a chat or a file by DCC says. */
export const OfferLine = Type.Object(
  {
    address: Type.Optional(
      Type.Enum(['number', 'none', 'ipv6', 'other'], { description: 'number: decimal, of 32 bits; none: 0' }),
    ),
    port: Type.Optional(
      Type.Enum(['open', 'none', 'other'], {
        description: 'open: 1024 to 65535; none: 0, so that the peer listens',
      }),
    ),
    name: Type.Optional(Type.Enum(['file', 'path'], { description: 'path: with a folder in it' })),
    size: Type.Optional(
      Type.Enum(['right', 'missing', 'wrong'], { description: 'of the file that the user offers' }),
    ),
  },
  closed,
);

const bound = (of: Measure) =>
  Type.Optional(
    Type.Object(
      { atLeast: Type.Optional(Type.Number()), atMost: Type.Optional(Type.Number()) },
      { ...closed, minProperties: 1, description: MEASURES[of] },
    ),
  );

/** What was measured of a flood lies within these bounds; what could not be measured lies in none. */
export const MeasuredBounds = Type.Object(
  {
    queries: bound('queries'),
    queriesOctets: bound('queriesOctets'),
    replies: bound('replies'),
    repliesOctets: bound('repliesOctets'),
    amplification: bound('amplification'),
    lead: bound('lead'),
    waitingOctets: bound('waitingOctets'),
    octetsAtOnce: bound('octetsAtOnce'),
    pongMs: bound('pongMs'),
    userMs: bound('userMs'),
    resumedMs: bound('resumedMs'),
    answeringMs: bound('answeringMs'),
    residentGrowth: bound('residentGrowth'),
    returned: bound('returned'),
    repliesAfter: bound('repliesAfter'),
    reflected: bound('reflected'),
    echoes: bound('echoes'),
    thrownOff: bound('thrownOff'),
  },
  { ...closed, minProperties: 1 },
);

/** All keys that are given must hold. */
const ConditionKeys = {
  silent: Type.Optional(Type.Literal(true, { description: 'the stimulus caused nothing on the wire' })),
  reply: Type.Optional(bytes('exactly one line was caused: a NOTICE to the asking peer whose text matches')),
  replies: Type.Optional(
    Type.Array(bytes('the text of one NOTICE'), {
      minItems: 2,
      description: 'exactly these NOTICEs to the asking peers, in this order',
    }),
  ),
  sends: Type.Optional(oneOrMore(SentLine)),
  arrives: Type.Optional(
    bytes(
      'the texts of the actions that it caused, as their addressees get them, one behind the other and without spaces',
    ),
  ),
  shown: Type.Optional(Shown),
  styled: Type.Optional(oneOrMore(Styled)),
  time: Type.Optional(TimeReply),
  claims: Type.Optional(ClaimsReply),
  product: Type.Optional(
    Type.Literal(true, {
      description:
        'exactly one reply was caused, and its text holds the name of the product, in any letter case',
    }),
  ),
  offer: Type.Optional(OfferLine),
  dcc: Type.Optional(DccCondition),
  connects: Type.Optional(
    Type.Boolean({
      description: "whether anything connected to \\{dcc.port}, within the scenario's watch",
    }),
  ),
  writes: Type.Optional(
    Type.Enum(['nothing', 'home', 'outside'], {
      description:
        "where a file appeared that has \\{dcc.mark} in its name, or holds what \\{dcc.port} hands out, within the scenario's watch",
    }),
  ),
  subprotocol: Type.Optional(
    Type.Literal(true, {
      description: 'when it opened its WebSocket the client asked for text.ircv3.net or binary.ircv3.net',
    }),
  ),
  measured: Type.Optional(MeasuredBounds),
  exit: Type.Optional(
    Type.Enum(['signal', 'status', 'success', 'none'], {
      description: 'what became of the process once the server had ended the connection',
    }),
  ),
};
export const SimpleCondition = Type.Object(ConditionKeys, closed);
export const Condition = Type.Object(
  {
    ...ConditionKeys,
    any: Type.Optional(
      Type.Array(SimpleCondition, { minItems: 2, description: 'at least one of these holds' }),
    ),
    not: Type.Optional(SimpleCondition),
  },
  closed,
);

export type SentLineData = Static<typeof SentLine>;
export type ShownData = Static<typeof Shown>;
export type StyledData = Static<typeof Styled>;
export type ConditionData = Static<typeof Condition>;
export type MeasuredBoundsData = Static<typeof MeasuredBounds>;
export type OfferLineData = Static<typeof OfferLine>;
export type TimeReplyData = Static<typeof TimeReply>;
