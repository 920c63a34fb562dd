import { describe, expect, test } from 'vitest';
import { Acknowledgements, type AckForm } from './acknowledgements.ts';

function uint32(value: number, order: 'big' | 'little' = 'big'): Buffer {
  const octets = Buffer.alloc(4);
  if (order === 'big') octets.writeUInt32BE(value);
  else octets.writeUInt32LE(value);
  return octets;
}

function wide(value: number): Buffer {
  const octets = Buffer.alloc(8);
  octets.writeBigUInt64BE(BigInt(value));
  return octets;
}

/** What came back, each piece with the position up to which the file had been sent by then. */
type Said = readonly (readonly [Buffer, number])[];

describe('the form of acknowledgements', () => {
  test.each<[AckForm, string, number, number, Said]>([
    ['none', 'nothing came', 0, 11, []],
    [
      'totals',
      'each of them is what had been sent',
      0,
      11,
      [
        [uint32(5), 5],
        [uint32(11), 11],
      ],
    ],
    [
      'totals',
      'one may come twice',
      0,
      11,
      [
        [uint32(11), 11],
        [uint32(11), 11],
      ],
    ],
    [
      'totals',
      'in pieces',
      0,
      11,
      [
        [uint32(11).subarray(0, 1), 11],
        [uint32(11).subarray(1), 11],
      ],
    ],
    ['totals', 'several at once', 0, 11, [[Buffer.concat([uint32(5), uint32(11)]), 11]]],
    ['totals', 'from the beginning of a resumed file', 5, 11, [[uint32(11), 11]]],
    [
      'totals',
      'beyond 2^32 they begin again',
      2 ** 32 - 6,
      2 ** 32 + 4,
      [
        [uint32(2 ** 32 - 1), 2 ** 32 - 1],
        [uint32(4), 2 ** 32 + 4],
      ],
    ],
    ['since-resume', 'without what was there', 5, 11, [[uint32(6), 11]]],
    ['little-endian', 'the lowest octet first', 0, 11, [[uint32(11, 'little'), 11]]],
    [
      'wide',
      'in 8 octets',
      0,
      11,
      [
        [wide(5), 5],
        [wide(11), 11],
      ],
    ],
    [
      'short',
      'the last is missing',
      0,
      11,
      [
        [uint32(5), 5],
        [uint32(10), 11],
      ],
    ],
    ['other', 'more than had been sent', 0, 11, [[uint32(11), 5]]],
    [
      'other',
      'they fall',
      0,
      11,
      [
        [uint32(5), 5],
        [uint32(4), 11],
      ],
    ],
    [
      'other',
      'lengths of blocks',
      0,
      11,
      [
        [uint32(5), 5],
        [uint32(5), 10],
        [uint32(1), 11],
      ],
    ],
    ['other', 'no multiple of four', 0, 11, [[Buffer.from([0, 0, 0, 11, 0]), 11]]],
  ])('%s: %s', (form, _why, from, end, said) => {
    const seen = new Acknowledgements(from);
    for (const [octets, sent] of said) seen.push(octets, sent);
    expect(seen.form(end)).toBe(form);
  });

  test('of octets without end no more than a bound is kept, and the form is none that is known', () => {
    const seen = new Acknowledgements(0);
    for (let count = 0; count < 10; count += 1) seen.push(Buffer.alloc(100_000), 11);
    expect(seen.octets).toBe(1_000_000);
    expect(seen.form(11)).toBe('other');
  });
});

test('a position is reached when the last total that is whole says so', () => {
  const seen = new Acknowledgements(0);
  seen.push(uint32(11).subarray(0, 3), 11);
  expect(seen.reaches(11)).toBe(false);
  seen.push(uint32(11).subarray(3), 11);
  expect(seen.reaches(11)).toBe(true);
  expect(seen.reaches(12)).toBe(false);
});
