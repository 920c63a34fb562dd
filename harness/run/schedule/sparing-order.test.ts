import { expect, test } from 'vitest';
import { builtInSuite } from '../../../tests/fixture-run.ts';
import type { Item } from '../play/play.ts';
import { endsConnection, settingsIn, sparingOrder } from './sparing-order.ts';

test('a person is asked little at first, and to connect again last, once for each kind of server', async () => {
  const { scenarios } = await builtInSuite();
  const items = scenarios.flatMap((scenario) => scenario.cases.map((one): Item => ({ scenario, case: one })));
  const ordered = sparingOrder(items);
  expect(new Set(ordered)).toEqual(new Set(items));

  const changes = (keys: readonly unknown[]): number =>
    keys.filter((key, index) => index > 0 && key !== keys[index - 1]).length;
  const setups = ordered.filter((item) => !endsConnection(item)).map(({ scenario }) => scenario.setupKey);
  expect(setups[0]).toBe('');
  expect(changes(setups)).toBe(new Set(setups).size - 1);

  const usual = ordered.filter((item) => item.scenario.setupKey === '' && !endsConnection(item));
  const efforts = usual.map(
    (item) => (item.case.needs.user ?? []).length > 0 || item.case.needs.display === true,
  );
  expect(changes(efforts)).toBe(1);
  const settings = usual.map((item) => [...settingsIn(item)].join()).filter((names) => names !== '');
  expect(changes(settings)).toBe(new Set(settings).size - 1);

  const ends = ordered.map(endsConnection);
  expect(changes(ends)).toBe(1);
  expect(ends.at(-1)).toBe(true);
});
