import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  filterAddress,
  nowhere,
  placeAddress,
  readAddress,
  resultAddress,
  views,
  type Place,
} from './address.ts';

test('short addresses for what people send each other', () => {
  expect(resultAddress('ping/colon', 0)).toBe('r=ping/colon');
  expect(resultAddress('ping/colon', 2)).toBe('r=3:ping/colon');
  expect(filterAddress({ verdict: 'fail', area: 'context', client: 1 })).toBe(
    '?view=results&client=2&q=verdict:fail+area:context',
  );
});

test('an address leads to the place that it was made of', () => {
  const index = fc.option(fc.nat(40), { nil: null });
  const word = fc.string({
    unit: fc.constantFrom('a', ':', '"', ' ', '&', '=', '+', '%', '#', '/', '\\', '!', 'é'),
    maxLength: 12,
  });
  const place: fc.Arbitrary<Place> = fc.record({
    view: fc.constantFrom(...views),
    search: word.map((text) => text.trim()),
    client: index,
    other: index,
    result: fc.option(fc.record({ client: fc.nat(40), id: word.map((text) => `area/${text}`) }), {
      nil: null,
    }),
  });
  fc.assert(
    fc.property(place, (one) => {
      expect(readAddress(`#${placeAddress(one)}`)).toEqual(one);
    }),
  );
});

test('addresses that name filters one by one lead to a search', () => {
  expect(readAddress('#?verdict=fail,warn&area=context')).toMatchObject({
    view: 'results',
    search: 'verdict:fail,warn area:context',
  });
});

test('nonsense leads nowhere, and throws nothing', () => {
  expect(readAddress('#main')).toEqual(nowhere);
  expect(readAddress('')).toEqual(nowhere);
  expect(readAddress('#?view=root&client=0&with=-1&r=')).toEqual(nowhere);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readAddress(`#?${text}`)));
});
