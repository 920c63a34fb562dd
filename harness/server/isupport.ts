import { CHANNEL_LENGTH, NICK_LENGTH, USER_LENGTH } from './names.ts';

/** How many channels a client may be in at once; announced as CHANLIMIT. */
export const CHANNEL_LIMIT = 100;

/** How many targets a PRIVMSG or NOTICE may have; announced as TARGMAX. */
export const TARGET_LIMIT = 4;

const DEFAULT_TOKENS: readonly string[] = [
  'CHANTYPES=#&',
  'PREFIX=(ov)@+',
  'STATUSMSG=@+',
  'CASEMAPPING=rfc1459',
  'CHANMODES=b,k,l,imnpst',
  `NICKLEN=${NICK_LENGTH}`,
  `CHANNELLEN=${CHANNEL_LENGTH}`,
  'NETWORK=ctcpspec',
  'MODES=4',
  `USERLEN=${USER_LENGTH}`,
  `CHANLIMIT=#&:${CHANNEL_LIMIT}`,
  `TARGMAX=PRIVMSG:${TARGET_LIMIT},NOTICE:${TARGET_LIMIT},JOIN:,NAMES:1,WHOIS:1,LIST:1`,
  'MONITOR=100',
  'TOPICLEN=300',
  'AWAYLEN=200',
  'KICKLEN=200',
  'MAXLIST=b:60',
];

/** The default tokens changed by `changes`: `KEY=value` replaces or adds, `-KEY` removes. */
export function isupportTokens(changes: readonly string[]): string[] {
  const byKey = new Map(DEFAULT_TOKENS.map((token) => [keyOf(token), token]));
  for (const change of changes) {
    if (change.startsWith('-')) byKey.delete(change.slice(1));
    else byKey.set(keyOf(change), change);
  }
  return [...byKey.values()];
}

function keyOf(token: string): string {
  const equals = token.indexOf('=');
  return equals < 0 ? token : token.slice(0, equals);
}
