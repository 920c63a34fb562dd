import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLine, LineError, nickOf, parseLine, type LineParts } from './line.ts';

/** A line as text, for comparing. */
function read(raw: string): unknown {
  const line = parseLine(Buffer.from(raw, 'latin1'));
  if (line === null) return null;
  const { tags, source, command, params, trailing } = line;
  const text = (bytes: Buffer | null): string | null => bytes && bytes.toString('latin1');
  return [text(tags), text(source), command, params.map(text), trailing];
}

function codeOf(parts: LineParts): string {
  try {
    formatLine(parts);
  } catch (error) {
    if (error instanceof LineError) return error.code;
    throw error;
  }
  throw new Error('The line was written.');
}

const ONE_TO_14 = Array.from({ length: 14 }, (_, index) => `p${index + 1}`);

describe('parseLine', () => {
  it.each([
    [
      ':bob!b@peer.host PRIVMSG alice :\x01PING 1\x01',
      [null, 'bob!b@peer.host', 'PRIVMSG', ['alice', '\x01PING 1\x01'], true],
    ],
    ['PING', [null, null, 'PING', [], false]],
    ['PING\r', [null, null, 'PING', [], false]],
    ['PING :a\r\r', [null, null, 'PING', ['a\r'], true]],
    ['  privmsg   #chan   hello  ', [null, null, 'PRIVMSG', ['#chan', 'hello'], false]],
    ['NOTICE bob :', [null, null, 'NOTICE', ['bob', ''], true]],
    ['NOTICE bob ::)', [null, null, 'NOTICE', ['bob', ':)'], true]],
    ['NOTICE bob a:b', [null, null, 'NOTICE', ['bob', 'a:b'], false]],
    ['NOTICE bob :  a  ', [null, null, 'NOTICE', ['bob', '  a  '], true]],
    ['NOTICE bob \x01A\x01', [null, null, 'NOTICE', ['bob', '\x01A\x01'], false]],
    ['@a=1;b :src 001 x', ['a=1;b', 'src', '001', ['x'], false]],
    ['@  :   PING', ['', '', 'PING', [], false]],
    ['PRIVMSG a\x00b :\xff\x00\x10\r', [null, null, 'PRIVMSG', ['a\x00b', '\xff\x00\x10'], true]],
    ['PRIV\tMSG x', [null, null, 'PRIV\tMSG', ['x'], false]],
    ['\xe4bc', [null, null, '\xe4BC', [], false]],
    ['', null],
    ['\r', null],
    ['    ', null],
    [':src', null],
    ['@tags :src  ', null],
  ])('reads %j', (raw, expected) => {
    expect(read(raw)).toEqual(expected);
  });

  it.each([
    [' a b  c ', [...ONE_TO_14, 'a b  c '], false],
    [' :a b :c', [...ONE_TO_14, 'a b :c'], true],
    ['   ', ONE_TO_14, false],
    [' :', [...ONE_TO_14, ''], true],
  ])('takes the rest after 14 parameters as the 15th: %j', (rest, params, trailing) => {
    expect(read(`CMD ${ONE_TO_14.join(' ')}${rest}`)).toEqual([null, null, 'CMD', params, trailing]);
  });

  it('reads any bytes without throwing, and reads what it wrote', () => {
    let lines = 0;
    const octet = fc.oneof(fc.constantFrom(0x20, 0x3a, 0x40, 0x41, 0x0d, 0x01), fc.nat(255));
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 600, size: 'max' }), (octets) => {
        const line = parseLine(Buffer.from(octets));
        if (line === null) return;
        lines++;
        let written: Buffer;
        try {
          written = formatLine(line);
        } catch (error) {
          expect(error).toBeInstanceOf(LineError);
          return;
        }
        const again = parseLine(written);
        expect({ ...again, trailing: null }).toEqual({ ...line, trailing: null });
      }),
    );
    expect(lines).toBeGreaterThan(10);
  });
});

describe('formatLine', () => {
  it.each([
    [{ command: 'PING', params: [] }, 'PING'],
    [{ command: 'PING', params: ['a'] }, 'PING a'],
    [{ command: 'PING', params: ['a'], trailing: true }, 'PING :a'],
    [{ command: 'PRIVMSG', params: ['bob', 'a b'] }, 'PRIVMSG bob :a b'],
    [{ command: 'PRIVMSG', params: ['bob', ':a'] }, 'PRIVMSG bob ::a'],
    [{ command: 'PRIVMSG', params: ['bob', ''] }, 'PRIVMSG bob :'],
    [
      { tags: 'a=b', source: 'n!u@h', command: 'NOTICE', params: ['x', '\x01A\x01'] },
      '@a=b :n!u@h NOTICE x \x01A\x01',
    ],
  ])('writes %j', ({ tags, source, command, params, trailing }: Texts, expected) => {
    const parts: LineParts = {
      command,
      params: params.map((param) => Buffer.from(param)),
      tags: tags === undefined ? null : Buffer.from(tags),
      source: source === undefined ? null : Buffer.from(source),
      trailing: trailing ?? false,
    };
    expect(formatLine(parts).toString('latin1')).toBe(expected);
  });

  const x = Buffer.from('x');
  it.each<[string, LineParts, string]>([
    ['a space before the last parameter', { command: 'A', params: [Buffer.from('a b'), x] }, 'bad-param'],
    ['an empty parameter before the last', { command: 'A', params: [Buffer.alloc(0), x] }, 'bad-param'],
    ['a colon before the last parameter', { command: 'A', params: [Buffer.from(':a'), x] }, 'bad-param'],
    ['a CR in a parameter', { command: 'A', params: [Buffer.from('a\rb')] }, 'bad-param'],
    ['an LF in a parameter', { command: 'A', params: [Buffer.from('a\nQUIT')] }, 'bad-param'],
    ['a NUL in a parameter', { command: 'A', params: [Buffer.from('a\0')] }, 'bad-param'],
    ['16 parameters', { command: 'A', params: Array.from({ length: 16 }, () => x) }, 'too-many-params'],
    ['an empty command', { command: '', params: [] }, 'bad-command'],
    ['a command with a space', { command: 'A B', params: [] }, 'bad-command'],
    ['a command like a source', { command: ':A', params: [] }, 'bad-command'],
    ['a command outside latin1', { command: 'Ā', params: [] }, 'bad-command'],
    ['a line break in the command', { command: 'A\r\n', params: [] }, 'bad-command'],
    ['a space in the source', { source: Buffer.from('a b'), command: 'A', params: [] }, 'bad-source'],
    ['an LF in the source', { source: Buffer.from('a\n'), command: 'A', params: [] }, 'bad-source'],
    ['a space in the tags', { tags: Buffer.from('a b'), command: 'A', params: [] }, 'bad-tags'],
  ])('refuses %s', (_, parts, code) => {
    expect(codeOf(parts)).toBe(code);
  });

  it('is undone by parseLine', () => {
    const wordBytes = fc
      .uint8Array({ min: 1, minLength: 1, maxLength: 20 })
      .map((bytes) => Buffer.from(bytes.filter((octet) => ![0x0a, 0x0d, 0x20].includes(octet))))
      .filter((bytes) => bytes.length > 0 && bytes[0] !== 0x3a);
    const last = fc
      .uint8Array({ min: 1, maxLength: 600, size: 'max' })
      .map((bytes) => Buffer.from(bytes.filter((octet) => ![0x0a, 0x0d].includes(octet))));
    fc.assert(
      fc.property(
        fc.option(wordBytes),
        fc.option(wordBytes),
        fc.array(wordBytes, { maxLength: 14 }),
        last,
        (tags, source, middle, end) => {
          const line = { tags, source, command: 'CMD', params: [...middle, end], trailing: true };
          expect(parseLine(formatLine(line))).toEqual(line);
        },
      ),
    );
  });
});

describe('nickOf', () => {
  it.each([
    ['bob!b@peer.host', 'bob'],
    ['bob@peer.host', 'bob'],
    ['bob@peer!x', 'bob'],
    ['irc.test', 'irc.test'],
    ['!@', ''],
    ['', ''],
  ])('of %j is %j', (source, nick) => {
    expect(nickOf(Buffer.from(source)).toString()).toBe(nick);
  });
});

interface Texts {
  tags?: string;
  source?: string;
  command: string;
  params: string[];
  trailing?: boolean;
}
