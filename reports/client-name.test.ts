import { expect, test } from 'vitest';
import { clientName } from './client-name.ts';

test.each([
  ['irssi', null, 'irssi'],
  ['irssi', '1.4.3', 'irssi 1.4.3'],
  ['irssi', 'irssi v1.4.3', 'irssi v1.4.3'],
  ['weechat', 'WeeChat 4.4.2 (2024-09-08)', 'weechat 4.4.2 (2024-09-08)'],
  ['irc', 'ircII 1.0', 'irc ircII 1.0'],
  ['irssi', 'irssi', 'irssi'],
  ['irssi', '', 'irssi'],
])('%s with version %j is %s', (name, version, shown) => {
  expect(clientName({ name, version })).toBe(shown);
});
