import { OFFERED_OCTETS } from '../../client/offered-file.ts';
import type { OfferLine } from '../../scenario/model.ts';
import { readOffer, type Offer } from '../dcc/offer.ts';

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
