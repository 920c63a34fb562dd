import { Type, type Static } from 'typebox';
import { bytes, closed } from './schema-parts.ts';

/** What the peer of a scenario does by DCC, and what is then known of it. */

const Task = Type.Enum(['chat', 'send', 'receive'], {
  description: 'what the peer does on the connection: talks, sends a file, takes one',
});
const position = (description: string) => Type.Integer({ minimum: 0, maximum: 2 ** 40, description });

export const DccStep = Type.Object(
  {
    listen: Type.Optional(Task),
    connect: Type.Optional(Task),
    say: Type.Optional(
      Type.Array(bytes('octets exactly as they stand'), {
        minItems: 1,
        description: 'said in the chat, each piece in a segment of its own',
      }),
    ),
    close: Type.Optional(
      Type.Enum(['fin', 'reset', 'port'], {
        description: 'the peer ends the connection, or breaks it off; or it listens no longer',
      }),
    ),
    await: Type.Optional(
      Type.Enum(['answer', 'connection', 'second', 'line', 'octets', 'shown', 'transfer', 'file', 'end'], {
        description:
          'a further DCC line of the client; a connection; a second one; a further line of the chat; anything that comes; that something with the token is shown; that all of the file went over; that it is there; that the client ends the connection',
      }),
    ),
    within: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 60_000,
        description:
          'beside await: for so many ms in which nothing happens; without it as long as this client may need',
      }),
    ),
    lay: Type.Optional(bytes('the name of a file that lies in the download folder')),
    over: Type.Optional(Type.Enum(['ipv4', 'ipv6'], { description: 'beside listen and connect' })),
    secure: Type.Optional(Type.Literal(true, { description: 'beside listen and connect: over TLS' })),
    octets: Type.Optional(
      position('beside listen, connect and lay: how much of the file there is, from its beginning'),
    ),
    from: Type.Optional(position('beside listen and connect: where the transfer begins')),
    block: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_048_576, description: 'beside send: octets in one write' }),
    ),
    ahead: Type.Optional(Type.Literal(true, { description: 'beside send: waits for no acknowledgement' })),
    hasty: Type.Optional(
      Type.Literal(true, { description: 'beside send: ends the connection behind the last octet' }),
    ),
    stays: Type.Optional(
      Type.Literal(true, { description: 'beside send: leaves it to the client to end the connection' }),
    ),
    acks: Type.Optional(
      Type.Enum(['each', 'last', 'none', 'split', 'beyond', 'zero', 'garbage'], {
        description: 'beside receive: how the peer acknowledges what it gets',
      }),
    ),
    link: Type.Optional(
      Type.Literal(true, { description: 'beside lay: a link to a file outside the download folder' }),
    ),
  },
  closed,
);

const Octets = Type.Optional(
  Type.Object(
    {
      is: Type.Optional(
        Type.Enum(['content', 'other', 'none'], {
          description: 'content: the octets of the file at that place, however many; none: there is no file',
        }),
      ),
      octets: Type.Optional(Type.Integer({ minimum: 0, description: 'exactly so many' })),
    },
    { ...closed, minProperties: 1 },
  ),
);

/** What the peer met; of a scenario with `dcc` steps. All keys that are given must hold. */
export const DccCondition = Type.Object(
  {
    connected: Type.Optional(Type.Boolean({ description: 'whether there was a connection' })),
    connections: Type.Optional(Type.Integer({ minimum: 0, description: 'so many were made by the client' })),
    refused: Type.Optional(
      Type.Boolean({ description: 'whether a connection of the peer was refused, or ended at once' }),
    ),
    speaks: Type.Optional(
      Type.Enum(['tls', 'plain', 'nothing'], { description: 'what the client said first on the connection' }),
    ),
    line: Type.Optional(bytes('a line of the chat, without its end, is like this')),
    lineEnd: Type.Optional(
      Type.Enum(['lf', 'crlf', 'none'], { description: 'how all lines of the client end' }),
    ),
    acks: Type.Optional(
      Type.Enum(['totals', 'since-resume', 'little-endian', 'wide', 'short', 'none', 'other'], {
        description:
          'how the client acknowledged: totals in 4 octets; from where it was resumed; the lowest octet first; in 8 octets; not all',
      }),
    ),
    received: Octets,
    saved: Octets,
    loose: Type.Optional(
      Type.Boolean({ description: 'whether the saved file may be run, or written by everybody' }),
    ),
    outside: Type.Optional(
      Type.Enum(['kept', 'changed'], {
        description: 'what became of the file that a link in the download folder leads to',
      }),
    ),
    laid: Type.Optional(
      Type.Enum(['kept', 'changed'], {
        description: 'what became of the file that lay in the download folder',
      }),
    ),
    ended: Type.Optional(
      Type.Enum(['fin', 'reset', 'open'], { description: 'how the client ended the connection, or not' }),
    ),
  },
  { ...closed, minProperties: 1 },
);

export type DccStepData = Static<typeof DccStep>;
export type DccConditionData = Static<typeof DccCondition>;
