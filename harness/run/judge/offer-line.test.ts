import { describe, expect, test } from 'vitest';
import type { OfferLine } from '../../scenario/model.ts';
import { fitsOffer } from './offer-line.ts';

const fits = (text: string, wanted: Partial<OfferLine>): boolean =>
  fitsOffer({ address: null, port: null, name: null, size: null, ...wanted }, Buffer.from(text, 'latin1'));

describe('the address of an offer', () => {
  test.each([
    ['2130706433', 'number'],
    ['0', 'none'],
    ['4294967296', 'other'],
    ['127.0.0.1', 'other'],
    ['-1', 'other'],
    ['::1', 'ipv6'],
  ] as const)('%s is of the kind %s', (address, kind) => {
    expect(fits(`\x01DCC CHAT chat ${address} 4000\x01`, { address: kind })).toBe(true);
  });
});

describe('the port of an offer', () => {
  test.each([
    ['1024', 'open'],
    ['65535', 'open'],
    ['0', 'none'],
    ['1023', 'other'],
    ['65536', 'other'],
    ['x', 'other'],
  ] as const)('%s is of the kind %s', (port, kind) => {
    expect(fits(`\x01DCC CHAT chat 2130706433 ${port}\x01`, { port: kind })).toBe(true);
  });
});

describe('the file of an offer', () => {
  test.each([
    ['notes.txt 2130706433 4000 11', 'file', 'right'],
    ['notes.txt 2130706433 4000', 'file', 'missing'],
    ['notes.txt 2130706433 4000 12', 'file', 'wrong'],
    ['notes.txt 16843009 0 11 7', 'file', 'right'],
    ['"my notes.txt" 2130706433 4000 11', 'file', 'right'],
    ['my notes.txt 2130706433 4000 11', 'file', 'right'],
    ['/home/me/notes.txt 2130706433 4000 11', 'path', 'right'],
  ] as const)('in %s', (params, name, size) => {
    expect(fits(`\x01DCC SEND ${params}\x01`, { name, size })).toBe(true);
  });
});

test.each(['hello', '\x01DCC\x01', '\x01DCC CHAT chat\x01', '\x01PING 1\x01'])(
  '%j offers nothing',
  (text) => {
    expect(fits(text, {})).toBe(false);
  },
);

test('all that is wanted must hold', () => {
  const text = '\x01DCC CHAT chat 2130706433 0 7\x01';
  expect(fits(text, { address: 'number', port: 'none' })).toBe(true);
  expect(fits(text, { address: 'number', port: 'open' })).toBe(false);
});
