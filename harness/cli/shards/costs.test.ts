import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadSuites } from '../load-suites.ts';
import { COSTS_FILE, costsFrom, MEAN_COST, MeasuredCosts, measuredCosts } from './costs.ts';
import { shardOf } from './shard.ts';

test('the shares of both clients count alike, and what was not measured costs the mean', () => {
  const costOf = costsFrom({
    unit: 'ms',
    scenarios: {
      'a/quick-to-play': { quick: 0, slow: 0 },
      'a/queries': { quick: 10, slow: 3000 },
      'a/starts': { quick: 20, slow: 0 },
    },
  });
  expect(costOf('a/quick-to-play')).toBe(1);
  expect(costOf('a/queries')).toBe(2000);
  expect(costOf('a/starts')).toBe(1000);
  expect(costOf('b/new')).toBe(MEAN_COST);
});

test('the file that comes with the suite is one (npm run costs), and most of the suite is in it', async () => {
  const file = JSON.parse(readFileSync(COSTS_FILE, 'utf8')) as MeasuredCosts;
  const validate = new Ajv2020().compile(JSON.parse(JSON.stringify(MeasuredCosts)) as object);
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true);
  const { scenarios } = await loadSuites([]);
  const unmeasured = scenarios.filter(({ id }) => file.scenarios[id] === undefined);
  expect(unmeasured.length).toBeLessThan(scenarios.length / 10);
});

test('four shards of the built-in suite are even', async () => {
  const { scenarios } = await loadSuites([]);
  const costOf = measuredCosts();
  const loads = [1, 2, 3, 4].map((index) =>
    shardOf(scenarios, { index, of: 4 }, costOf).reduce((sum, { id }) => sum + costOf(id), 0),
  );
  expect(Math.max(...loads) / Math.min(...loads)).toBeLessThan(1.1);
});
