import { describe, expect, test } from 'vitest';
import { castFor } from '../play/names.ts';
import { commonPattern, fitsPattern, isShownAsAction, patternOf } from './shown-pattern.ts';
import type { ShownMessage } from './shown-message.ts';

const CHANNEL = '#ctcpspec';

function shown(key: string, lineOf: (nick: string, text: string, host: string) => string): ShownMessage {
  const { peer, token } = castFor(1, key);
  const text = `waves ${token}`;
  return { peer, text, line: lineOf(peer.nick, text, `${peer.user}@${peer.host}`) };
}

describe('the pattern of a shown line', () => {
  const lines: readonly [pattern: string, line: (nick: string, text: string, host: string) => string][] = [
    ['* \\{nick} \\{text}', (nick, text) => `* ${nick} ${text}`],
    ['\\{any}  * \\{nick} \\{text}', (nick, text) => `21:42  * ${nick} ${text}`],
    ['\\{any} <\\{any}\\{nick}> \\{text}', (nick, text) => `21:42 < ${nick}> ${text}`],
    ['\\{any} <\\{any}\\{nick}> \\{text}', (nick, text) => `[21:42:07] <@${nick}> ${text}`],
    ['\\{any}\\t\\{any}\\{nick}\\t\\{text}', (nick, text) => `2026-11-21 21:42:07\t@${nick}\t${text}`],
    ['\\{any} <\\{nick}>\\t\\{text}', (nick, text) => `Nov 21 21:42:07 <${nick}>\t${text}`],
    ['[\\{any}] * \\{nick} \\{text}', (nick, text) => `[${CHANNEL}] * ${nick} ${text}`],
    ['*\\{nick}!\\{any}* \\{text}', (nick, text, host) => `*${nick}!${host}* ${text}`],
    ["it's \\{nick}: \\\\{text} \\{text}", (nick, text) => `it's ${nick}: \\{text} ${text}`],
    ['•\\x1B \\{nick} «\\{text}»', (nick, text) => `•\x1b ${nick} «${text}»`],
    ['\\{any}<\\{nick}> \\{text}', (nick, text) => `9:42 PM<${nick}> ${text}`],
  ];

  test.each(lines)('%s', (pattern, lineOf) => {
    const one = shown('one', lineOf);
    expect(patternOf(one, CHANNEL)).toBe(pattern);
    expect(fitsPattern(pattern, one)).toBe(true);
    expect(fitsPattern(pattern, shown('another', lineOf))).toBe(true);
    expect(fitsPattern(pattern, { ...one, text: 'waves otherwise' })).toBe(false);
  });

  test('no text, no pattern', () => {
    expect(
      patternOf(
        shown('one', (nick) => `* ${nick} wa ves`),
        CHANNEL,
      ),
    ).toBeNull();
    expect(patternOf({ ...shown('one', String), line: null }, CHANNEL)).toBeNull();
  });
});

test('an ACTION that is shown with its frame, or as chat, is not taken for an example', () => {
  const isAction = (message: string | null, lineOf: (nick: string, text: string) => string): boolean => {
    const action = shown('one', lineOf);
    return isShownAsAction(action, patternOf(action, CHANNEL) ?? '', message);
  };
  const chat = '<\\{nick}> \\{text}';
  expect(isAction(chat, (nick, text) => `* ${nick} ${text}`)).toBe(true);
  expect(isAction(null, (nick, text) => `action ${nick}: ${text}`)).toBe(true);
  expect(isAction(chat, (nick, text) => `<${nick}> ${text}`)).toBe(false);
  expect(isAction(chat, (nick, text) => `<${nick}> \\x01ACTION ${text}\\x01`)).toBe(false);
  expect(isAction(chat, (nick, text) => `* ${nick} ${text}\x01`)).toBe(false);
});

test('what differs between two lines is anything', () => {
  const common = (first: string, second: string): string | null => {
    const lineWith =
      (mark: string) =>
      (nick: string, text: string): string =>
        `${mark} <${nick}> ${text}`;
    return commonPattern(shown('one', lineWith(first)), shown('two', lineWith(second)), CHANNEL);
  };
  expect(common('1795297306.12', '1795297311.98')).toBe('17952973\\{any} <\\{nick}> \\{text}');
  expect(common('x', 'x')).toBe('x <\\{nick}> \\{text}');
  expect(common('21:59', '22:00')).toBe('\\{any} <\\{nick}> \\{text}');
  expect(
    commonPattern(
      shown('one', (_, text) => text),
      { ...shown('two', String), line: null },
      CHANNEL,
    ),
  ).toBeNull();
});
