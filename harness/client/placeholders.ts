/** What `{host}`, `{port}`, `{nick}` and `{home}` stand for. */
export interface PlaceholderValues {
  readonly host: string;
  readonly port: number;
  readonly nick: string;
  readonly home: string;
}

const placeholder = /\{(host|port|nick|home)\}/g;

/**
 * Fills in the placeholders in one pass, so that a brace inside a value is never taken for another placeholder.
 *
 * @param adapt changes each value before it goes in, for a context in which some characters are special
 */
export function fillPlaceholders(
  text: string,
  values: PlaceholderValues,
  adapt: (value: string) => string = (value) => value,
): string {
  return text.replace(placeholder, (_, name: keyof PlaceholderValues) => adapt(String(values[name])));
}

/** The same for a file's content, of which the other bytes need not be text. */
export function fillPlaceholderBytes(content: Buffer, values: PlaceholderValues): Buffer {
  const asLatin1 = (value: string): string => Buffer.from(value).toString('latin1');
  return Buffer.from(fillPlaceholders(content.toString('latin1'), values, asLatin1), 'latin1');
}
