import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkServerLine } from './grammar.ts';

/** The faults as `code@offset`. */
function faults(line: string): string[] {
  return checkServerLine(Buffer.from(line, 'latin1')).map(({ code, offset }) => `${code}@${offset}`);
}

const FROM = ':bob!b@peer.host';
const MESSAGE = `${FROM} PRIVMSG alice :`;

describe('checkServerLine', () => {
  it.each([
    'PING :token',
    ':irc.test 001 alice :Welcome',
    ':irc.test 005 alice STATUSMSG=@+ :are supported',
    ':alice MODE alice :+i',
    ':alice@host NICK al',
    '@time=2026-01-01T00:00:00.000Z :irc.test NOTICE * :hello',
    ':*.example.net NOTICE * :hello',
    ':services. NOTICE alice :hello',
    ':bob PRIVMSG alice :x',
    ':bob@peer.host PRIVMSG alice :x',
    'ERROR :Closing link',
    'AUTHENTICATE +',
    `${MESSAGE}hello`,
    MESSAGE,
    `${MESSAGE}\x01PING 1 2\x01`,
    `${MESSAGE}\x01ACTION \x01`,
    `${FROM} PRIVMSG alice \x01VERSION\x01`,
    `${FROM} NOTICE alice :\x01PING a\x10nb\\a \xff\x01`,
    `${MESSAGE}${'x'.repeat(510 - MESSAGE.length)}`,
    `@${'t'.repeat(8189)} ${MESSAGE}${'x'.repeat(510 - MESSAGE.length)}`,
  ])('finds nothing wrong with %.60j', (line) => {
    expect(faults(line)).toEqual([]);
  });

  it.each([
    ['a NUL', `${MESSAGE}a\0b`, [`nul@${MESSAGE.length + 1}`]],
    ['an LF', `${MESSAGE}a\nb`, [`line-break@${MESSAGE.length + 1}`]],
    ['a CR at the end', `${MESSAGE}a\r`, [`line-break@${MESSAGE.length + 1}`]],
    ['a space at the start', ` ${MESSAGE}a`, ['leading-space@0']],
    ['one octet too many', `${MESSAGE}${'x'.repeat(511 - MESSAGE.length)}`, ['line-too-long@510']],
    [
      'one octet too many after tags',
      `@a ${MESSAGE}${'x'.repeat(511 - MESSAGE.length)}`,
      ['line-too-long@513'],
    ],
    ['one octet of tags too many', `@${'t'.repeat(8190)} ${MESSAGE}x`, ['tags-too-long@8191']],
    ['no source before PRIVMSG', 'PRIVMSG alice :x', ['no-source@0']],
    ['no source before notice', '@a notice alice :x', ['no-source@3']],
    ['an empty source', ': PRIVMSG alice :x', ['bad-source@1']],
    ['a source of signs only', ':!@ PRIVMSG alice :x', ['bad-source@1']],
    ['a source without a host', '@a :bob!b PRIVMSG alice :x', ['bad-source@4']],
    ['a source with two @', ':bob!b@a@b PRIVMSG alice :x', ['bad-source@1']],
    ['an empty source before MODE', ': MODE alice :+i', ['bad-source@1']],
    ['a command with a sign', ':irc.test PRIV-MSG alice :x', ['bad-command@10']],
    ['a command of two digits', ':irc.test 01 alice :x', ['bad-command@10']],
    ['a command that is not ASCII', ':irc.test \xdf alice :x', ['bad-command@10']],
    ['no command', ':irc.test', ['bad-command@9']],
    ['an empty line', '', ['bad-command@0']],
    ['a message without text', `${FROM} PRIVMSG alice`, [`missing-parameter@${FROM.length + 1}`]],
    ['an unclosed CTCP message', `${MESSAGE}\x01PING 1`, [`ctcp-unclosed@${MESSAGE.length + 7}`]],
    ['a CTCP message inside text', `${MESSAGE}hi \x01PING 1\x01`, [`ctcp-inside-text@${MESSAGE.length + 3}`]],
    ['an empty CTCP message', `${MESSAGE}\x01\x01`, [`ctcp-empty-command@${MESSAGE.length + 1}`]],
    [
      'a space before the CTCP command',
      `${MESSAGE}\x01 PING\x01`,
      [`ctcp-empty-command@${MESSAGE.length + 1}`],
    ],
    [
      'text after a CTCP message',
      `${MESSAGE}\x01PING\x01x`,
      [`ctcp-octets-after-close@${MESSAGE.length + 6}`],
    ],
    ['two CTCP messages', `${MESSAGE}\x01A\x01\x01B\x01`, [`ctcp-octets-after-close@${MESSAGE.length + 3}`]],
    [
      'a doubled closing delimiter',
      `${MESSAGE}\x01A\x01\x01`,
      [`ctcp-octets-after-close@${MESSAGE.length + 3}`],
    ],
    [
      'a lone delimiter',
      `${MESSAGE}\x01`,
      [`ctcp-empty-command@${MESSAGE.length + 1}`, `ctcp-unclosed@${MESSAGE.length + 1}`],
    ],
    ['several faults at once', 'PRIVMSG \x01A', ['no-source@0', 'missing-parameter@0']],
  ])('finds %s', (_, line, expected) => {
    expect(faults(line)).toEqual(expected);
  });

  it('does not look for CTCP in other commands', () => {
    expect(faults(':bob!b@peer.host TOPIC #chan :a\x01b')).toEqual([]);
  });

  it('takes any bytes, and points into the line', () => {
    const octet = fc.oneof(fc.constantFrom(0x01, 0x20, 0x21, 0x3a, 0x40), fc.nat(255));
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 600, size: 'max' }), fc.boolean(), (octets, isMessage) => {
        const line = Buffer.concat([Buffer.from(isMessage ? MESSAGE : ''), Buffer.from(octets)]);
        for (const { offset } of checkServerLine(line)) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(line.length);
        }
      }),
    );
  });
});
