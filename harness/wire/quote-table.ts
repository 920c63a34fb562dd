/** A quoting scheme: one octet announces an escape, and a letter after it names the octet that it stands for. */
export interface QuoteTable {
  readonly quote: number;
  /** From each octet that is quoted to the octet that follows the quote. */
  readonly letters: ReadonlyMap<number, number>;
}

/** Quotes every octet that the table names. */
export function quoteBytes(bytes: Uint8Array, table: QuoteTable): Buffer {
  const quoted: number[] = [];
  for (const octet of bytes) {
    const letter = table.letters.get(octet);
    if (letter === undefined) quoted.push(octet);
    else quoted.push(table.quote, letter);
  }
  return Buffer.from(quoted);
}

/** Undoes the quoting in one pass. An undefined escape loses its quote octet; one at the end vanishes. */
export function dequoteBytes(bytes: Uint8Array, table: QuoteTable): Buffer {
  const octets = new Map([...table.letters].map(([octet, letter]) => [letter, octet]));
  const plain: number[] = [];
  let afterQuote = false;
  for (const octet of bytes) {
    if (afterQuote) {
      plain.push(octets.get(octet) ?? octet);
      afterQuote = false;
    } else if (octet === table.quote) {
      afterQuote = true;
    } else {
      plain.push(octet);
    }
  }
  return Buffer.from(plain);
}

/** A table from octets to ASCII letters, written as pairs. */
export function quoteTable(
  quote: number,
  pairs: readonly (readonly [octet: number, letter: string])[],
): QuoteTable {
  return { quote, letters: new Map(pairs.map(([octet, letter]) => [octet, letter.charCodeAt(0)])) };
}
