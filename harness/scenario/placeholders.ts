/** What an offer points to that the engine watches; only a scenario with `watch` may name them. */
export const BAIT_PLACEHOLDERS: readonly string[] = [
  'dcc.address',
  'dcc.address6',
  'dcc.port',
  'dcc.port-above',
  'dcc.port-below',
  'dcc.mark',
  'dcc.outside',
];

/** Placeholders that the engine fills in, in every byte string of a scenario. */
export const ENGINE_PLACEHOLDERS: readonly string[] = [
  'peer',
  'peer.nick',
  'peer.user',
  'peer.host',
  'peer.address',
  'peer.address6',
  'peer.port',
  'offer.name',
  'offer.port',
  'offer.token',
  'other',
  'other.nick',
  'other.user',
  'other.host',
  'nick',
  'self',
  'channel',
  'server',
  'token',
  'token2',
  'sent',
  'typed',
  ...BAIT_PLACEHOLDERS,
];

/** Placeholders that stand for unknown bytes; only patterns may hold them. */
export const WILDCARDS: readonly string[] = ['any', 'some'];

/** What the placeholders stand for when a scenario is checked before any client runs. */
export const SAMPLE_VALUES: ReadonlyMap<string, string> = new Map([
  ['peer', 'kestrel7!k@k7.peer.test'],
  ['peer.nick', 'kestrel7'],
  ['peer.user', 'k'],
  ['peer.host', 'k7.peer.test'],
  ['peer.address', '2130706433'],
  ['peer.address6', '::1'],
  ['peer.port', '40321'],
  ['offer.name', 'notes.txt'],
  ['offer.port', '40322'],
  ['offer.token', '7'],
  ['other', 'linnet42!l@l42.peer.test'],
  ['other.nick', 'linnet42'],
  ['other.user', 'l'],
  ['other.host', 'l42.peer.test'],
  ['nick', 'alice'],
  ['self', 'alice!al@client.test'],
  ['channel', '#ctcpspec'],
  ['server', 'irc.ctcpspec.test'],
  ['token', 'a1b2c3d4'],
  ['token2', 'e5f6g7h8'],
  ['sent', '1700000000'],
  ['typed', 'waves'],
  ['dcc.address', '2130706433'],
  ['dcc.address6', '::1'],
  ['dcc.port', '40123'],
  ['dcc.port-above', '105659'],
  ['dcc.port-below', '-25413'],
  ['dcc.mark', '0a1b2c3d'],
  ['dcc.outside', '/tmp/ctcpspec-outside'],
]);
