import type { SearchKey } from './parse-search.ts';

/** A term of a search as it is written; what would end a value early stands in quotation marks. */
export function printTerm(key: SearchKey, values: readonly string[]): string {
  return `${key}:${values.map(printValue).join(',')}`;
}

/** Quotation marks cannot be written inside quotation marks; what is between them finds it too. */
function printValue(value: string): string {
  return /[\s,"]/.test(value) || value === '' ? `"${value.replaceAll('"', '')}"` : value;
}
