import fc from 'fast-check';
import { castFor } from './names.ts';

/** A server sends no longer line than this, without its CRLF (RFC 1459 section 2.3). */
const LONGEST_LINE = 510;
/** So many peers take part; a limit per source is not what is looked for here. */
const PEERS = 16;

const octet = (low: number, high: number): fc.Arbitrary<Buffer> =>
  fc.integer({ min: low, max: high }).map((byte) => Buffer.from([byte]));
const words = (...all: string[]): fc.Arbitrary<Buffer> =>
  fc.constantFrom(...all).map((word) => Buffer.from(word, 'latin1'));

/** NUL, CR and LF cannot stand in a line. What is after a delimiter or a quote is what parsers get wrong. */
const piece: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: words('\x01') },
  {
    weight: 4,
    arbitrary: words('\x10', '\x10n', '\x10r', '\x100', '\x10\x10', '\\', '\\a', '\\\\', '\\n', '\\0'),
  },
  { weight: 4, arbitrary: words(' ', ' ', '  ', ':', '"', "'", ',', '\t') },
  {
    weight: 6,
    arbitrary: words('PING', 'VERSION', 'ACTION', 'TIME', 'CLIENTINFO', 'ERRMSG', 'FINGER', 'USERINFO'),
  },
  {
    weight: 4,
    arbitrary: words('DCC', 'SEND', 'CHAT', 'RESUME', 'ACCEPT', 'XDCC', 'SED', 'UTC', 'SOUND', 'AVATAR'),
  },
  {
    weight: 3,
    arbitrary: words('3221225985', '192.0.2.1', '::1', '0', '-1', '65536', '99999999999999999999', '../x'),
  },
  {
    weight: 2,
    arbitrary: words(
      '%s%n%x',
      '${HOME}',
      '$(id)',
      '`id`',
      '{0}',
      '&lt;',
      'QUIT :ctcp-canary',
      '#ctcp-canary',
    ),
  },
  {
    weight: 2,
    arbitrary: words('\xC3\xA9', '\xE2\x82', '\xF0\x9F\x98\x80', '\xC0\xAF', '\xED\xA0\x80', '\xE2\x80\xAE'),
  },
  { weight: 3, arbitrary: octet(0x02, 0x09) },
  { weight: 2, arbitrary: octet(0x0e, 0x1f) },
  { weight: 3, arbitrary: octet(0x20, 0x7f) },
  { weight: 3, arbitrary: octet(0x80, 0xff) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(octet(0x01, 0x09), fc.integer({ min: 2, max: 400 }))
      .map(([byte, times]) => Buffer.alloc(times, byte)),
  },
);

const text = fc.array(piece, { minLength: 0, maxLength: 14 }).map((pieces) => Buffer.concat(pieces));
const framed = text.map((inner) => Buffer.concat([Buffer.from('\x01'), inner, Buffer.from('\x01')]));

/**
 * Lines of a server that hold what parsers of CTCP are known to stumble over. The same seed gives the same lines.
 *
 * @returns `count` lines without CRLF, each at most 510 octets
 */
export function fuzzLines(
  seed: number,
  count: number,
  stage: { nick: Uint8Array; channel: string; server: string },
): Buffer[] {
  const sources = Array.from({ length: PEERS }, (_, index) => castFor(seed, `fuzz/${index}`).peer.source);
  const source = fc.oneof(
    { weight: 12, arbitrary: words(...sources.map((one) => `:${one} `)) },
    { weight: 1, arbitrary: words(...sources.map((one) => `:${one.split('!')[0] ?? one} `)) },
    { weight: 1, arbitrary: words(`:${stage.server} `, '', ':!@ ', ':@ ') },
  );
  const nick = Buffer.from(stage.nick).toString('latin1');
  const target = words(nick, nick, nick, stage.channel, `@${stage.channel}`, nick.toUpperCase());
  const line = fc
    .tuple(source, words('PRIVMSG', 'PRIVMSG', 'PRIVMSG', 'NOTICE'), target, fc.oneof(framed, framed, text))
    .map(([from, verb, to, said]) =>
      Buffer.concat([from, verb, Buffer.from(' '), to, Buffer.from(' :'), said]).subarray(0, LONGEST_LINE),
    );
  return fc.sample(line, { seed, numRuns: count });
}
