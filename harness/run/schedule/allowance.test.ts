import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../scenario/model.ts';
import { parseTemplate } from '../../wire/template.ts';
import { controlsWithin, costOf, groups, planFor, type Allowance, type PlanRequest } from './allowance.ts';
import type { Item } from '../play/play.ts';

const none: Allowance = { kind: 'none', burst: null, intervalMs: 0 };

function request(changes: Partial<PlanRequest>): PlanRequest {
  return { allowance: none, timed: false, startMs: 100, cpus: 2, jobs: null, window: null, ...changes };
}

function item(lines: number): Item {
  const line = parseTemplate('x');
  const steps = [{ do: 'send', lines: Array.from({ length: lines }, () => line), malformed: false }];
  return {
    scenario: { steps, server: null } as unknown as Scenario,
    case: { name: '', needs: {}, cast: null, values: new Map() },
  };
}

describe('the plan of a run', () => {
  test('a client without a limit gets long windows on a few instances', () => {
    expect(planFor(request({}))).toEqual({ window: 32, jobs: 6, lifetime: null, carriesControl: false });
  });

  test('a client with a queue gets many instances, as long as they are light', () => {
    const allowance: Allowance = { kind: 'queue', burst: 5, intervalMs: 3000 };
    expect(planFor(request({ allowance }))).toMatchObject({ window: 5, jobs: 192, carriesControl: true });
    expect(planFor(request({ allowance, startMs: 6000 })).jobs).toBe(8);
  });

  test('a client that drops is retired before it does', () => {
    const allowance: Allowance = { kind: 'drop', burst: 4, intervalMs: 0 };
    expect(planFor(request({ allowance }))).toMatchObject({ window: 4, lifetime: 4 });
  });

  test('what the caller asks for counts', () => {
    expect(planFor(request({ jobs: 1, window: 3 }))).toMatchObject({ window: 3, jobs: 1 });
  });
});

describe('the groups of items that are played together', () => {
  const sizes = (counts: readonly number[], changes: Partial<PlanRequest>): number[] =>
    groups(counts.map(item), planFor(request(changes))).map((group) =>
      group.reduce((sum, one) => sum + costOf(one), 0),
    );

  test('leave room for two controls', () => {
    expect(sizes(Array<number>(61).fill(1), {})).toEqual([30, 30, 1]);
  });

  test('hold one item at least, however much it asks', () => {
    expect(sizes([40, 1, 1], {})).toEqual([40, 2]);
    expect(sizes([1, 1], { window: 1 })).toEqual([1, 1]);
  });

  test('are short where replies queue, so that all instances have something to wait for', () => {
    const allowance: Allowance = { kind: 'queue', burst: null, intervalMs: 1000 };
    expect(sizes(Array<number>(384).fill(1), { allowance })).toEqual(Array<number>(192).fill(2));
    expect(sizes(Array<number>(1920).fill(1), { allowance }).length).toBe(192);
  });
});

test.each([
  [1, null, 2],
  [1, 3, 2],
  [1, 2, 1],
  [1, 1, 0],
  [5, 4, 0],
] as const)('a cost of %i within %s leaves room for %i controls', (cost, lifetime, controls) => {
  expect(controlsWithin(cost, lifetime)).toBe(controls);
});
