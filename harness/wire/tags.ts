const ESCAPES = new Map([
  [':', ';'],
  ['s', ' '],
  ['r', '\r'],
  ['n', '\n'],
]);

/**
 * The value of a message tag without its escapes (IRCv3 message-tags, "Escaping values"): a backslash before any other
 * octet, or at the end, is dropped.
 */
export function unescapeTagValue(value: Uint8Array): Buffer {
  const escaped = Buffer.from(value).toString('latin1');
  const plain = escaped.replace(/\\([\s\S]?)/g, (_, letter: string) => ESCAPES.get(letter) ?? letter);
  return Buffer.from(plain, 'latin1');
}

/**
 * The message tags of a line, given without their `@` (IRCv3 message-tags). A missing value is empty; of equal keys the
 * last one counts. A key keeps its `+` and its vendor; octets above 0x7F are read as latin1.
 */
export function parseTags(tags: Uint8Array): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const tag of Buffer.from(tags).toString('latin1').split(';')) {
    const equals = tag.indexOf('=');
    const key = equals === -1 ? tag : tag.slice(0, equals);
    const value = equals === -1 ? '' : tag.slice(equals + 1);
    if (key !== '') found.set(key, unescapeTagValue(Buffer.from(value, 'latin1')));
  }
  return found;
}
