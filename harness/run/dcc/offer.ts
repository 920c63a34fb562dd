import { parseCtcp } from '../../wire/ctcp.ts';

/** What a line offers by DCC. */
export interface Offer {
  /** As it stands, quotation marks and all; of a CHAT the word that means nothing. */
  readonly name: string;
  readonly address: string;
  readonly port: string;
  /** Null where nothing stands behind the port. */
  readonly size: string | null;
  /** The last word of an offer that is made, or answered, the other way round; null where there is none. */
  readonly token: string | null;
}

const CHAT = /^CHAT (?<name>[^ ]+) (?<address>[^ ]+) (?<port>[^ ]+)(?: (?<token>[^ ]+))?$/;
/** A name may have spaces in it: it ends where an address begins. The last word is a token, or the T of TDCC. */
const SEND =
  /^[^ ]+ (?<name>"[^"]*"|.+?) (?<address>-?\d[\d.]*|[^ ]*:[^ ]*) (?<port>-?\d+)(?: (?<size>-?\d+)(?: (?<token>[^ ]+))?)?$/;

/** @returns null for what is no offer of a chat or a file in the form that all know */
export function readOffer(text: Uint8Array): Offer | null {
  const ctcp = parseCtcp(text);
  if (ctcp?.command.toString('latin1') !== 'DCC' || ctcp.params === null) return null;
  const params = ctcp.params.toString('latin1');
  const form = params.startsWith('CHAT ') ? CHAT : SEND;
  const { name, address, port, size, token } = form.exec(params)?.groups ?? {};
  if (name === undefined || address === undefined || port === undefined) return null;
  return { name, address, port, size: size ?? null, token: token ?? null };
}
