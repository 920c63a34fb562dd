import { expect, test } from 'vitest';
import { readOffer } from './offer.ts';

test.each([
  [
    'CHAT chat 2130706433 40000',
    { name: 'chat', address: '2130706433', port: '40000', size: null, token: null },
  ],
  ['CHAT chat 16843009 0 42', { name: 'chat', address: '16843009', port: '0', size: null, token: '42' }],
  [
    'SEND f 2130706433 40000 11',
    { name: 'f', address: '2130706433', port: '40000', size: '11', token: null },
  ],
  ['SEND "a b" ::1 40000 11 7T', { name: '"a b"', address: '::1', port: '40000', size: '11', token: '7T' }],
  ['SEND a b 2130706433 0 11 7', { name: 'a b', address: '2130706433', port: '0', size: '11', token: '7' }],
])('%s', (params, offer) => {
  expect(readOffer(Buffer.from(`\x01DCC ${params}\x01`))).toEqual(offer);
});

test.each(['\x01DCC CHAT\x01', '\x01DCC SEND f\x01', '\x01VERSION\x01', 'DCC CHAT chat 1 2'])(
  '%s is no offer',
  (text) => {
    expect(readOffer(Buffer.from(text))).toBeNull();
  },
);
