import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { shard, shardOf } from './shard.ts';

const costly = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 6 }), cost: fc.integer({ min: 1, max: 50_000 }) }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 120 },
);
const dealt = costly.chain((scenarios) =>
  fc.record({
    scenarios: fc.constant(scenarios),
    shuffled: fc.shuffledSubarray(scenarios, { minLength: scenarios.length }),
    of: fc.integer({ min: 1, max: scenarios.length }),
  }),
);

type Costly = { id: string; cost: number };
const costIn =
  (scenarios: readonly Costly[]) =>
  (id: string): number =>
    scenarios.find((one) => one.id === id)?.cost ?? Number.NaN;
const shardsOf = (scenarios: readonly Costly[], of: number): Costly[][] =>
  Array.from({ length: of }, (_, at) => shardOf(scenarios, { index: at + 1, of }, costIn(scenarios)));

test('every scenario is in exactly one shard, and no shard is empty', () => {
  fc.assert(
    fc.property(dealt, ({ scenarios, of }) => {
      const shards = shardsOf(scenarios, of);
      expect(shards.every(({ length }) => length > 0)).toBe(true);
      expect(
        shards
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(scenarios.map(({ id }) => id).sort());
    }),
  );
});

test('a shard keeps the order of the scenarios, and machines that list them differently agree', () => {
  fc.assert(
    fc.property(dealt, ({ scenarios, shuffled, of }) => {
      const shards = shardsOf(scenarios, of);
      for (const own of shards) {
        const places = own.map((one) => scenarios.indexOf(one));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }
      const ids = (some: Costly[][]): string[][] => some.map((own) => own.map(({ id }) => id).sort());
      expect(ids(shardsOf(shuffled, of))).toEqual(ids(shards));
    }),
  );
});

test('no two shards differ by more than the dearest scenario', () => {
  fc.assert(
    fc.property(dealt, ({ scenarios, of }) => {
      const loads = shardsOf(scenarios, of).map((own) => own.reduce((sum, { cost }) => sum + cost, 0));
      const dearest = Math.max(...scenarios.map(({ cost }) => cost));
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(dearest);
    }),
  );
});

test('more shards than scenarios are refused, by every one of them', () => {
  const scenarios = [{ id: 'a' }, { id: 'b' }];
  for (const index of [1, 2, 3]) {
    expect(() => shardOf(scenarios, { index, of: 3 }, () => 1)).toThrow(UsageError);
    expect(() => shardOf(scenarios, { index, of: 3 }, () => 1)).toThrow(/only 2 scenarios.*Use 2 shards/);
  }
});

test.each(['', '0/4', '5/4', '1', '1/0', '-1/4', '1/4/4', '1.5/4', 'a/b', '1 / 4', '01/4', '1/9999999'])(
  "'%s' is no shard",
  (value) => {
    expect(() => shard(value)).toThrow(/Give I\/N/);
  },
);

test('1/4 is the first of four', () => {
  expect(shard('1/4')).toEqual({ index: 1, of: 4 });
});
