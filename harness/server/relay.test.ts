import { describe, expect, it } from 'vitest';
import { asSeenByPeer } from './relay.ts';

const SOURCE = Buffer.from('alice!al@test.host');

function relayed(raw: string, target?: string): string {
  const line = asSeenByPeer(
    SOURCE,
    Buffer.from(raw, 'latin1'),
    target === undefined ? undefined : Buffer.from(target),
  );
  return line.toString('latin1');
}

describe('asSeenByPeer', () => {
  it.each([
    [
      'adds the source and a colon',
      'NOTICE bob \x01VERSION\x01',
      ':alice!al@test.host NOTICE bob :\x01VERSION\x01',
    ],
    [
      'keeps the text after the colon',
      'NOTICE bob :\x01PING 1  2 \x01',
      ':alice!al@test.host NOTICE bob :\x01PING 1  2 \x01',
    ],
    ['replaces a source of the client', ':x!y@z PRIVMSG bob :hi', ':alice!al@test.host PRIVMSG bob :hi'],
    [
      'writes the verb in upper case, spaces single',
      'privmsg   bob   :hi',
      ':alice!al@test.host PRIVMSG bob :hi',
    ],
    ['drops tags', '@+typing=active;label=1 PRIVMSG bob :hi', ':alice!al@test.host PRIVMSG bob :hi'],
    ['keeps octets above 0x7F', 'PRIVMSG bob :\xff\xfe\xe4', ':alice!al@test.host PRIVMSG bob :\xff\xfe\xe4'],
    [
      'loses what is behind a bare CR',
      'NOTICE bob :\x01PING a\rQUIT :x\x01',
      ':alice!al@test.host NOTICE bob :\x01PING a',
    ],
    ['loses what is behind a NUL', 'NOTICE bob :a\0b', ':alice!al@test.host NOTICE bob :a'],
    ['has nothing to say of an empty line', '   ', ''],
  ])('%s', (_, raw, expected) => {
    expect(relayed(raw)).toBe(expected);
  });

  it('puts one target in the place of a list', () => {
    expect(relayed('PRIVMSG a,b,c :hi', 'b')).toBe(':alice!al@test.host PRIVMSG b :hi');
  });

  it('keeps a line of exactly 512 octets with its CRLF whole', () => {
    const overhead = ':alice!al@test.host NOTICE bob :\x01PING \x01'.length;
    const fits = `NOTICE bob :\x01PING ${'x'.repeat(510 - overhead)}\x01`;
    expect(relayed(fits)).toHaveLength(510);
    expect(relayed(fits).endsWith('x\x01')).toBe(true);
  });

  it('cuts one octet more, and with it the closing delimiter', () => {
    const overhead = ':alice!al@test.host NOTICE bob :\x01PING \x01'.length;
    const tooLong = `NOTICE bob :\x01PING ${'x'.repeat(511 - overhead)}\x01`;
    expect(relayed(tooLong)).toHaveLength(510);
    expect(relayed(tooLong).endsWith('x')).toBe(true);
  });

  it('cuts what the client wrote at 512 octets before it makes spaces single, tags not counted', () => {
    const raw = `@tag=${'t'.repeat(600)} PRIVMSG${' '.repeat(400)}bob :${'y'.repeat(200)}`;
    const kept = 510 - `PRIVMSG${' '.repeat(400)}bob :`.length;
    expect(relayed(raw)).toBe(`:alice!al@test.host PRIVMSG bob :${'y'.repeat(kept)}`);
  });
});
