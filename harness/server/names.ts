/** The longest nick, in octets; announced as NICKLEN. A longer one is cut, as most servers do. */
export const NICK_LENGTH = 30;

/** The longest channel name, in octets; announced as CHANNELLEN. */
export const CHANNEL_LENGTH = 64;

/** The longest user name, in octets, with the `~` that says that nobody vouched for it; announced as USERLEN. */
export const USER_LENGTH = 10;

const NICK = /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]*$/;
const CHANNEL = /^[#&][^\0-\x20,\x7f]*$/;
const NOT_IN_USER = /[^A-Za-z0-9[\]\\`_^{|}.-]/g;

/** Whether a client may take this nick (RFC 1459 section 2.3.1, with the `_` and `|` that all servers allow). */
export function isNick(nick: Uint8Array): boolean {
  return NICK.test(Buffer.from(nick).toString('latin1'));
}

/** Whether a line can carry this as a nick at all; the harness may name a client as no client could name itself. */
export function isWritableNick(nick: Uint8Array): boolean {
  return nick.length > 0 && !/[\0\r\n !@]|^:/.test(Buffer.from(nick).toString('latin1'));
}

/** Whether the octet that starts a channel name is there, whatever follows. */
export function hasChannelType(name: Uint8Array): boolean {
  return name[0] === 0x23 || name[0] === 0x26;
}

/** Whether this is a channel name that the server would allow; any octet above 0x7F is. */
export function isChannelName(name: Uint8Array): boolean {
  return name.length <= CHANNEL_LENGTH && CHANNEL.test(Buffer.from(name).toString('latin1'));
}

/** The user name that others see: odd octets removed, `~` in front, cut to USERLEN. */
export function visibleUser(given: Uint8Array): Buffer {
  const kept = Buffer.from(given).toString('latin1').replace(NOT_IN_USER, '');
  return Buffer.from(`~${kept === '' ? 'user' : kept}`.slice(0, USER_LENGTH), 'latin1');
}

/** The host that others see: the client's address, never starting with a colon, which would end the parameters. */
export function visibleHost(address: string): Buffer {
  const plain = address.replace(/^::ffff:/i, '');
  return Buffer.from(plain.startsWith(':') ? `0${plain}` : plain);
}
