import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { SUITES_DIRECTORY } from '../package-root.ts';

const ms = Type.Integer({ minimum: 0 });

/** What was measured by `npm run costs`: ms on a client without a limit, and on one with a slow send queue. */
export const MeasuredCosts = Type.Object({
  unit: Type.Literal('ms'),
  scenarios: Type.Record(Type.String(), Type.Object({ quick: ms, slow: ms })),
});

export type MeasuredCosts = Static<typeof MeasuredCosts>;

export const COSTS_FILE = join(SUITES_DIRECTORY, 'costs.json');

/** What a scenario costs that was never measured, in a suite of one's own for example: as much as the mean. */
export const MEAN_COST = 1000;

export type CostOf = (id: string) => number;

/**
 * The cost of a scenario as a whole number from 1. Its share of the time of the quick client counts as much as its
 * share of the time of the slow one, because nobody knows beforehand which of the two a client resembles.
 */
export function costsFrom({ scenarios }: MeasuredCosts): CostOf {
  const all = Object.values(scenarios);
  const mean = (times: readonly number[]): number =>
    Math.max(1, times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length));
  const quickMean = mean(all.map(({ quick }) => quick));
  const slowMean = mean(all.map(({ slow }) => slow));
  const costs = new Map(
    Object.entries(scenarios).map(([id, { quick, slow }]) => [
      id,
      Math.max(1, Math.round((MEAN_COST * (quick / quickMean + slow / slowMean)) / 2)),
    ]),
  );
  return (id) => costs.get(id) ?? MEAN_COST;
}

/** The costs that come with the suite; the same on every machine that has the same ctcpspec. */
export function measuredCosts(): CostOf {
  return costsFrom(JSON.parse(readFileSync(COSTS_FILE, 'utf8')) as MeasuredCosts);
}
