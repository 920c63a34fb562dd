/**
 * The grammar of the search, which stands in addresses too:
 *
 *     search = *( term SP )
 *     term   = [ "!" ] ( key ":" value *( "," value ) / flag / text )
 *     value  = word / DQUOTE *( any but DQUOTE ) DQUOTE
 *
 * Every term must fit; of the values of one term, any. `!` turns a term round. There are no escapes, because a
 * backslash belongs to byte notation. Nothing is refused: what is no key and no flag is searched as text.
 */

export const searchKeys = [
  'verdict',
  'area',
  'level',
  'basis',
  'evidence',
  'class',
  'outcome',
  'rule',
  'id',
  'client',
  'cause',
  'suite',
] as const;
export type SearchKey = (typeof searchKeys)[number];

export const searchFlags = ['flaky', 'expected', 'measured', 'hint', 'unscored'] as const;
export type SearchFlag = (typeof searchFlags)[number];

export interface SearchTerm {
  readonly not: boolean;
  readonly wants:
    | { readonly kind: 'key'; readonly key: SearchKey; readonly values: readonly string[] }
    | { readonly kind: 'flag'; readonly flag: SearchFlag }
    /** In small letters. */
    | { readonly kind: 'text'; readonly text: string };
  /** As it was written, with its `!`. */
  readonly written: string;
}

export interface Search {
  readonly terms: readonly SearchTerm[];
  /** What may not have been meant, in one sentence each. */
  readonly notes: readonly string[];
}

const value = /"[^"]*"?|[^\s",]+/y;
const word = /"[^"]*"?|[^\s"]+/y;
const keyed = /([A-Za-z]+):(?=[^\s,])/y;

/** @param text whatever a person typed, or an address carries */
export function parseSearch(text: string): Search {
  const terms: SearchTerm[] = [];
  const notes: string[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };
  for (;;) {
    take(/\s+/y);
    if (at >= text.length) return { terms, notes };
    const from = at;
    const not = take(/!(?=[^\s])/y) !== null;
    const name = take(keyed)?.slice(0, -1).toLowerCase();
    const key = searchKeys.find((one) => one === name);
    if (key !== undefined) {
      const values: string[] = [];
      do values.push(unquoted(take(value) ?? ''));
      while (take(/,/y) !== null);
      terms.push({ not, wants: { kind: 'key', key, values }, written: text.slice(from, at) });
      continue;
    }
    if (name !== undefined) {
      notes.push(`'${name}:' is no key, so it is searched for as text.`);
      at -= name.length + 1;
    }
    const written = take(word) ?? text.slice(at, (at += 1));
    const flag = searchFlags.find((one) => one === written.toLowerCase());
    const wanted = unquoted(written).toLowerCase();
    if (flag !== undefined) terms.push({ not, wants: { kind: 'flag', flag }, written: text.slice(from, at) });
    else if (wanted !== '')
      terms.push({ not, wants: { kind: 'text', text: wanted }, written: text.slice(from, at) });
  }
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.replace(/^"|"$/g, '') : text;
}
