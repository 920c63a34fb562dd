import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutputTail } from './output-tail.ts';

it('keeps the last bytes and counts all, however they are chunked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 64 }),
      (chunks, limit) => {
        const tail = new OutputTail(limit);
        for (const chunk of chunks) tail.push(Buffer.from(chunk));
        const all = Buffer.concat(chunks);
        expect(tail.total).toBe(all.length);
        expect(tail.bytes()).toEqual(all.subarray(Math.max(0, all.length - limit)));
      },
    ),
  );
});

it('takes single bytes without end', () => {
  const tail = new OutputTail(10);
  for (let count = 0; count < 100_000; count++) tail.push(Buffer.from([count % 256]));
  expect(tail.total).toBe(100_000);
  expect([...tail.bytes()]).toEqual(Array.from({ length: 10 }, (_, index) => (99_990 + index) % 256));
});
