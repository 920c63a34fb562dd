import { expect, test } from 'vitest';
import { agreed } from './subprotocol.ts';

test.each<[string[], ('text' | 'binary')[], string | null]>([
  [['text.ircv3.net', 'binary.ircv3.net'], ['binary', 'text'], 'text.ircv3.net'],
  [['binary.ircv3.net', 'text.ircv3.net'], ['binary', 'text'], 'binary.ircv3.net'],
  [['text.ircv3.net', 'binary.ircv3.net'], ['binary'], 'binary.ircv3.net'],
  [['irc', 'text.ircv3.net'], ['binary', 'text'], 'text.ircv3.net'],
  [['irc', 'toString'], ['binary', 'text'], null],
  [[], ['binary', 'text'], null],
])('of %j and %j comes %s', (offered, spoken, chosen) => {
  expect(agreed(offered, spoken)).toBe(chosen);
});
