import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { root } from '../../tests/fixture-run.ts';
import type { WireEntry } from '../server/transcript.ts';
import { printBytes } from '../wire/notation.ts';
import { commandOf, exchangesOf, type Exchange } from './exchanges.ts';
import { readLog } from './read-log.ts';
import { parseWireText, printWireText } from './wire-text.ts';

const folder = join(root, 'fixtures/recordings');

/** Each message of a session with what came in return, in a form that a person can check. */
function told(exchanges: readonly Exchange[]): string[] {
  return exchanges.map(({ stimulus, answers }) => {
    const came = answers.map(({ command, params }) =>
      [command, ...params.map((one) => printBytes(one))].join(' '),
    );
    const [, target = '', text = ''] =
      /(?:PRIVMSG|NOTICE) (\S+) :([^\r\n]*)/.exec(stimulus.toString('latin1')) ?? [];
    return `${target} ${printBytes(Buffer.from(text, 'latin1'))} => ${came.join(', ') || 'nothing'}`;
  });
}

const session = (...lines: string[]): WireEntry[] =>
  lines.map((line, index) => ({
    ms: index,
    from: line.startsWith('<') ? 'server' : 'client',
    bytes: Buffer.from(`${line.slice(2)}\r\n`, 'latin1'),
  }));

describe('recorded sessions of real clients', () => {
  const VERSIONS: Record<string, RegExp> = {
    irssi: /VERSION irssi v1\./,
    weechat: /VERSION WeeChat \d/,
    epic5: /VERSION ircII EPIC5/,
    ircii: /VERSION ircII 2021/,
    hexchat: /VERSION HexChat/i,
  };

  test.each(Object.keys(VERSIONS))('%s: each answer is put down to what it answers', async (name) => {
    const { form, entries } = readLog(await readFile(join(folder, `${name}.wire`)), name);
    expect(form).toBe('wire');
    const [ping, version, notice, unknown, channel, unclosed, last] = told(
      exchangesOf(entries, { all: false }),
    );
    expect(ping).toBe(
      String.raw`alice \x01PING 1700000000 \\a\x01 => NOTICE heron \x01PING 1700000000 \\a\x01`,
    );
    expect(version).toMatch(VERSIONS[name] ?? /$^/);
    expect(notice).toBe(String.raw`alice \x01VERSION\x01 => nothing`);
    expect(unknown).toMatch(/WINGSPAN now\\x01 => nothing$/);
    expect(channel).toMatch(/^#ctcpspec .*=> NOTICE finch \\x01PING in the channel\\x01$/);
    // What EPIC5 and ircII make of it is chat.
    expect(unclosed).toMatch(
      name === 'epic5' || name === 'ircii'
        ? /=> nothing$/
        : /=> NOTICE finch \\x01PING without a closing delimiter\\x01$/,
    );
    expect(last).toBe(String.raw`alice \x01PING last\x01 => NOTICE heron \x01PING last\x01`);
  });

  test.each([
    ['irssi', 'irssi.rawlog'],
    ['weechat', 'weechat.rawlog'],
  ] as const)('%s: its own log tells the same as ours', async (name, file) => {
    const own = readLog(await readFile(join(folder, file)), file);
    const wire = readLog(await readFile(join(folder, `${name}.wire`)), name);
    expect(own.form).toBe(name);
    const ours = told(exchangesOf(wire.entries, { all: true }));
    expect(told(exchangesOf(own.entries, { all: true }))).toEqual(ours);
    expect(ours).toHaveLength(8);
    expect(ours.join('\n')).toContain(String.raw`\xE9 and \x02bold\x02`);
  });

  test('tell nothing of the machine that they were made on', async () => {
    const files = (await readdir(folder)).filter((name) => /\.(wire|rawlog)$/.test(name));
    expect(files).toHaveLength(7);
    for (const file of files)
      expect(await readFile(join(folder, file), 'latin1')).not.toMatch(/\broot\b|\/home\/|\/tmp\/|fc-v\d/);
  });
});

describe('wire text', () => {
  test('any session is read back as it was written', () => {
    const entry = fc.record({
      ms: fc.integer({ min: 0, max: 1e6 }),
      from: fc.constantFrom('server' as const, 'client' as const),
      bytes: fc.uint8Array({ maxLength: 40 }).map((octets) => Buffer.from(octets)),
    });
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(parseWireText(printWireText(entries), 'x')).toEqual(entries);
      }),
    );
  });

  test.each([
    ['-> PING\n?? x\n', /^f:2:1: this line has no direction/],
    ['-> PING \\q\n', /^f:1:1: Unknown escape/],
    ['hello\n', /^f:1:1: this is no log of raw IRC/],
    ['>> PING\nhello\n', /^f:2:1: this line has no direction/],
    ['12:00:00\t--> a\tPING\n12:00:01\t<-- b\tPONG\n', /^f:2:1: this line is of the server 'b'/],
  ])('%j is refused at its line', (text, message) => {
    expect(() => readLog(Buffer.from(text), 'f')).toThrow(message);
  });
});

test('of what WeeChat’s modifiers changed, what was on the wire counts', () => {
  const log =
    '12:00 --> t | :a!b@c PRIVMSG me :\\x01A\\x01\n12:00 ==> t | :a!b@c PRIVMSG me :x\n12:00 <-- t | one\n12:00 <== t | two\n';
  const { entries } = readLog(Buffer.from(log), 'f');
  expect(entries.map(({ from, bytes }) => `${from} ${printBytes(bytes)}`)).toEqual([
    String.raw`server :a!b@c PRIVMSG me :\x01A\x01\r\n`,
    String.raw`client two\r\n`,
  ]);
});

describe('what caused a line of the client', () => {
  const begin = '< :irc.example 001 me :hi';

  test('two questions of one peer, answered in the other order', () => {
    const found = exchangesOf(
      session(
        begin,
        '< :a!b@c PRIVMSG me :\x01TIME\x01',
        '< :a!b@c PRIVMSG me :\x01PING 1\x01',
        '> NOTICE a :\x01PING 1\x01',
        '> NOTICE a :\x01TIME now\x01',
      ),
      { all: false },
    );
    expect(found.map(({ answers }) => answers.map(commandOf))).toEqual([['TIME'], ['PING']]);
  });

  test('a command that was smuggled in counts, the same verb by the user does not', () => {
    const smuggled = session(
      begin,
      '< :a!b@c PRIVMSG me :\x01PING 1\x10nQUIT :gone\x01',
      '> NOTICE a :\x01PING 1',
      '> QUIT :gone',
    );
    expect(told(exchangesOf(smuggled, { all: false }))[0]).toMatch(/=> NOTICE a \\x01PING 1, QUIT gone$/);
    const left = session(
      begin,
      '< :a!b@c PRIVMSG me :\x01PING 1\x01',
      '> NOTICE a :\x01PING 1\x01',
      '> QUIT :bye',
    );
    expect(told(exchangesOf(left, { all: false }))[0]).toMatch(/=> NOTICE a \\x01PING 1\\x01$/);
  });

  test('the nick is the one of that moment', () => {
    const found = exchangesOf(
      session(begin, '< :me!x@y NICK you', '< :b!x@y NICK other', '< :a!b@c PRIVMSG you :\x01TIME\x01'),
      { all: false },
    );
    expect(found.map(({ nick, server }) => `${nick.toString()} ${server?.toString() ?? ''}`)).toEqual([
      'you irc.example',
    ]);
  });
});
