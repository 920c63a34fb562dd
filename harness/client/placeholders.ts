/** What `{host}`, `{port}`, `{nick}`, `{home}`, `{ca}`, `{cert}` and `{url}` stand for. */
export interface PlaceholderValues {
  readonly host: string;
  readonly port: number;
  readonly nick: string;
  readonly home: string;
  /** The certificate of the authority that signed the server's, PEM; only over TLS. */
  readonly ca?: string;
  /** The server's own certificate, PEM; only over TLS. */
  readonly cert?: string;
  /** Where the server's WebSocket is; only for one that speaks it. */
  readonly url?: string;
}

const placeholder = /\{(host|port|nick|home|ca|cert|url)\}/g;

/**
 * Fills in the placeholders in one pass, so that a brace inside a value is never taken for another placeholder. What has
 * no value stays as it is.
 *
 * @param adapt changes each value before it goes in, for a context in which some characters are special
 */
export function fillPlaceholders(
  text: string,
  values: PlaceholderValues,
  adapt: (value: string) => string = (value) => value,
): string {
  return text.replace(placeholder, (whole, name: keyof PlaceholderValues) => {
    const value = values[name];
    return value === undefined ? whole : adapt(String(value));
  });
}

/** The same for a file's content, of which the other bytes need not be text. */
export function fillPlaceholderBytes(content: Buffer, values: PlaceholderValues): Buffer {
  const asLatin1 = (value: string): string => Buffer.from(value).toString('latin1');
  return Buffer.from(fillPlaceholders(content.toString('latin1'), values, asLatin1), 'latin1');
}
