import { describe, expect, it } from 'vitest';
import { parseTags, unescapeTagValue } from './tags.ts';

describe('unescapeTagValue', () => {
  it.each([
    ['a\\:b\\sc\\\\d\\re\\nf', 'a;b c\\d\re\nf'],
    ['\\\\s', '\\s'],
    ['a\\bc', 'abc'],
    ['end\\', 'end'],
    ['\\\xff', '\xff'],
    ['', ''],
  ])('of %j is %j', (value, plain) => {
    expect(unescapeTagValue(Buffer.from(value, 'latin1')).toString('latin1')).toBe(plain);
  });
});

describe('parseTags', () => {
  it.each([
    ['a=1;b=;c', { a: '1', b: '', c: '' }],
    ['+draft/x=a=b', { '+draft/x': 'a=b' }],
    ['a=1;a=2', { a: '2' }],
    ['label=x\\:y;;=z', { label: 'x;y' }],
    ['__proto__=1', { ['__proto__']: '1' }],
    ['', {}],
  ])('reads %j', (tags, expected) => {
    const found = [...parseTags(Buffer.from(tags))].map(([key, value]) => [key, value.toString()]);
    expect(found).toEqual(Object.entries(expected));
  });

  it('keeps the octets of a value', () => {
    expect(parseTags(Buffer.from([0x61, 0x3d, 0xff, 0xc3])).get('a')).toEqual(Buffer.of(0xff, 0xc3));
  });
});
