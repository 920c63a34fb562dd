import type { Bar, BenchRow, Figure } from '../harness/cli/bench/bench-model.ts';

/** @param values one for each round, at least one */
export function figureOf(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
  return { median: rounded(middle), least: rounded(at(0)), most: rounded(at(sorted.length - 1)) };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** A row without anything to compare it with. */
export function plainRow(
  what: string,
  unit: BenchRow['unit'],
  values: readonly number[],
  { bar = null, details = {} }: { bar?: Bar | null; details?: BenchRow['details'] } = {},
): BenchRow {
  return { what, unit, value: figureOf(values), bare: null, ratio: null, bar, details };
}

/** A row of pairs, each of one round, so that what else the machine did weighs on both. */
export function comparedRow(
  what: string,
  unit: BenchRow['unit'],
  pairs: readonly { readonly ours: number; readonly bare: number }[],
  { bar, details }: { bar: Bar | null; details: BenchRow['details'] },
): BenchRow {
  return {
    what,
    unit,
    value: figureOf(pairs.map(({ ours }) => ours)),
    bare: figureOf(pairs.map(({ bare }) => bare)),
    ratio: figureOf(pairs.map(({ ours, bare }) => ours / bare)),
    bar,
    details,
  };
}
