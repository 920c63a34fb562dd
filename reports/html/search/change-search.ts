import { parseSearch, type SearchKey } from './parse-search.ts';
import { printTerm } from './print-term.ts';

/** The values that a search asks for by a key, in small letters; none where it does not narrow by it. */
export function valuesIn(search: string, key: SearchKey): readonly string[] {
  return parseSearch(search).terms.flatMap(({ not, wants }) =>
    !not && wants.kind === 'key' && wants.key === key ? wants.values.map((one) => one.toLowerCase()) : [],
  );
}

/** The search with other values of one key, everything else as it was written; none takes the key out. */
export function withValues(search: string, key: SearchKey, values: readonly string[]): string {
  const kept = parseSearch(search).terms.filter(
    ({ not, wants }) => not || wants.kind !== 'key' || wants.key !== key,
  );
  return [...(values.length > 0 ? [printTerm(key, values)] : []), ...kept.map(({ written }) => written)].join(
    ' ',
  );
}
