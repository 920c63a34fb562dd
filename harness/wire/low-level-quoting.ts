import { dequoteBytes, quoteBytes, quoteTable } from './quote-table.ts';

const M_QUOTE = 0x10;
const TABLE = quoteTable(M_QUOTE, [
  [0x00, '0'],
  [0x0a, 'n'],
  [0x0d, 'r'],
  [M_QUOTE, '\x10'],
]);

/**
 * Makes any bytes fit for the text of an IRC line: NUL, LF, CR and M-QUOTE (0x10) become M-QUOTE and a letter. Source:
 * "The Client-To-Client Protocol" of 1994, section "Low level quoting"; applied last when sending.
 */
export function lowLevelQuote(bytes: Uint8Array): Buffer {
  return quoteBytes(bytes, TABLE);
}

/**
 * Undoes `lowLevelQuote`; applied first when receiving. Of an undefined escape the M-QUOTE is dropped and the octet
 * kept, as the 1994 text says; an M-QUOTE at the end vanishes, on which the text is silent.
 */
export function lowLevelDequote(bytes: Uint8Array): Buffer {
  return dequoteBytes(bytes, TABLE);
}
