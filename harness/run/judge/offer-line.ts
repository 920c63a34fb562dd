import { OFFERED_OCTETS } from '../../client/offered-file.ts';
import type { OfferLine } from '../../scenario/model.ts';
import { parseCtcp } from '../../wire/ctcp.ts';

/** What a line offers by DCC. */
interface Offer {
  /** As it stands, quotation marks and all; of a CHAT the word that means nothing. */
  readonly name: string;
  readonly address: string;
  readonly port: string;
  /** Null where nothing stands behind the port. */
  readonly size: string | null;
}

const CHAT = /^CHAT (?<name>[^ ]+) (?<address>[^ ]+) (?<port>[^ ]+)(?: [^ ]+)?$/;
/** A name may have spaces in it: it ends where an address begins. The last word is a token, or the T of TDCC. */
const SEND =
  /^[^ ]+ (?<name>"[^"]*"|.+?) (?<address>-?\d[\d.]*|[^ ]*:[^ ]*) (?<port>-?\d+)(?: (?<size>-?\d+)(?: [^ ]+)?)?$/;

/** @returns null for what is no offer of a chat or a file in the form that all know */
function readOffer(text: Uint8Array): Offer | null {
  const ctcp = parseCtcp(text);
  if (ctcp?.command.toString('latin1') !== 'DCC' || ctcp.params === null) return null;
  const params = ctcp.params.toString('latin1');
  const form = params.startsWith('CHAT ') ? CHAT : SEND;
  const { name, address, port, size } = form.exec(params)?.groups ?? {};
  if (name === undefined || address === undefined || port === undefined) return null;
  return { name, address, port, size: size ?? null };
}

/** Whether a text is an offer of such a kind. */
export function fitsOffer(wanted: OfferLine, text: Uint8Array): boolean {
  const offer = readOffer(text);
  return (
    offer !== null &&
    (wanted.address === null || wanted.address === addressOf(offer)) &&
    (wanted.port === null || wanted.port === portOf(offer)) &&
    (wanted.name === null || wanted.name === nameOf(offer)) &&
    (wanted.size === null || wanted.size === sizeOf(offer))
  );
}

const MOST = 2 ** 32;

function addressOf({ address }: Offer): NonNullable<OfferLine['address']> {
  if (/^\d+$/.test(address) && Number(address) < MOST) return Number(address) === 0 ? 'none' : 'number';
  return address.includes(':') ? 'ipv6' : 'other';
}

function portOf({ port }: Offer): NonNullable<OfferLine['port']> {
  const number = /^\d+$/.test(port) ? Number(port) : NaN;
  if (number === 0) return 'none';
  return number >= 1024 && number <= 65535 ? 'open' : 'other';
}

function nameOf({ name }: Offer): NonNullable<OfferLine['name']> {
  return /[/\\]/.test(name) ? 'path' : 'file';
}

function sizeOf({ size }: Offer): NonNullable<OfferLine['size']> {
  if (size === null) return 'missing';
  return Number(size) === OFFERED_OCTETS ? 'right' : 'wrong';
}
