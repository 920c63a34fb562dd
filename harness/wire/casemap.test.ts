import { describe, expect, it } from 'vitest';
import { foldNick } from './casemap.ts';

describe('foldNick', () => {
  it('folds letters only under ascii', () => {
    expect(foldNick(Buffer.from('ABZ[]\\~@^{|}az'), 'ascii')).toBe('abz[]\\~@^{|}az');
  });

  it('folds four signs more under rfc1459, which is the default', () => {
    expect(foldNick(Buffer.from('ABZ[]\\~@^{|}az'))).toBe('abz{}|^@^{|}az');
  });

  it('leaves octets above 0x7F alone', () => {
    expect(foldNick(Buffer.of(0xc4, 0xdf, 0xff))).toBe('\xc4\xdf\xff');
  });
});
