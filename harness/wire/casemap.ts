/** Which octets are letters of one another, as the server's ISUPPORT token CASEMAPPING says. */
export type CaseMapping = 'ascii' | 'rfc1459';

const LOWER_RFC1459 = new Map([
  ['[', '{'],
  [']', '}'],
  ['\\', '|'],
  ['~', '^'],
]);

/** Most of what is folded is in lower case already: one look at it then is all. */
const MAY_CHANGE = /[A-Z[\]\\~]/;

/**
 * A nick or channel name in a form for comparing, not for showing: octets as latin1, upper-case folded to lower-case.
 * `rfc1459` also folds `[]\~` to `{}|^` (Modern IRC, "CASEMAPPING Parameter"; RFC 1459 section 2.2).
 */
export function foldNick(nick: Uint8Array, mapping: CaseMapping = 'rfc1459'): string {
  const octets = Buffer.from(nick.buffer, nick.byteOffset, nick.byteLength).toString('latin1');
  if (!MAY_CHANGE.test(octets)) return octets;
  const lower = octets.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return mapping === 'ascii'
    ? lower
    : lower.replace(/[[\]\\~]/g, (octet) => LOWER_RFC1459.get(octet) ?? octet);
}
