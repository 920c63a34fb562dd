import { dequoteBytes, quoteBytes, quoteTable, type QuoteTable } from './quote-table.ts';

/**
 * Which backslash quoting is meant.
 *
 * - `1994`: "The Client-To-Client Protocol" of 1994, section "CTCP level quoting": SOH and the backslash.
 * - `ircii`: what ircII does around its encrypted payloads, by its own note `doc/ctcp` (1999) and `ctcp_quote_it` in
 *   its `source/ctcp.c`: also LF, CR, NUL and the colon. BitchX and EPIC inherited it but leave the colon alone.
 */
export type QuotingDialect = '1994' | 'ircii';

const X_QUOTE = 0x5c;
const TABLES: Record<QuotingDialect, QuoteTable> = {
  '1994': quoteTable(X_QUOTE, [
    [0x01, 'a'],
    [X_QUOTE, '\\'],
  ]),
  ircii: quoteTable(X_QUOTE, [
    [0x01, 'a'],
    [0x0a, 'n'],
    [0x0d, 'r'],
    [0x00, '0'],
    [0x3a, ':'],
    [X_QUOTE, '\\'],
  ]),
};

/** Quotes what goes between two CTCP delimiters; applied before low-level quoting. */
export function ctcpQuote(bytes: Uint8Array, dialect: QuotingDialect): Buffer {
  return quoteBytes(bytes, TABLES[dialect]);
}

/**
 * Undoes `ctcpQuote`; applied to each message after it was taken out from between its delimiters. Of an undefined
 * escape the backslash is dropped in both dialects; a backslash at the end vanishes.
 */
export function ctcpDequote(bytes: Uint8Array, dialect: QuotingDialect): Buffer {
  return dequoteBytes(bytes, TABLES[dialect]);
}
