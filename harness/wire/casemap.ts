/** Which octets are letters of one another, as the server's ISUPPORT token CASEMAPPING says. */
export type CaseMapping = 'ascii' | 'rfc1459';

const LOWER_RFC1459 = new Map([
  ['[', '{'],
  [']', '}'],
  ['\\', '|'],
  ['~', '^'],
]);

/**
 * A nick or channel name in a form for comparing, not for showing: octets as latin1, upper-case folded to lower-case.
 * `rfc1459` also folds `[]\~` to `{}|^` (Modern IRC, "CASEMAPPING Parameter"; RFC 1459 section 2.2).
 */
export function foldNick(nick: Uint8Array, mapping: CaseMapping = 'rfc1459'): string {
  const lower = Buffer.from(nick)
    .toString('latin1')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return mapping === 'ascii'
    ? lower
    : lower.replace(/[[\]\\~]/g, (octet) => LOWER_RFC1459.get(octet) ?? octet);
}
