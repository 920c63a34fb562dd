import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { PROJECT_DIRECTORY } from '../package-root.ts';

const closed = { additionalProperties: false } as const;

/** What was measured in the rounds. */
const Figure = Type.Object({ median: Type.Number(), least: Type.Number(), most: Type.Number() }, closed);

const Bar = Type.Object(
  {
    on: Type.Enum(['value', 'ratio']),
    limit: Type.Enum(['at most', 'at least']),
    is: Type.Number(),
  },
  closed,
);

/** One thing that was measured, and where it can be compared, the bare script that does the same. */
const BenchRow = Type.Object(
  {
    what: Type.String(),
    unit: Type.Enum(['ms', 's', 'MB']),
    value: Figure,
    bare: Type.Union([Figure, Type.Null()]),
    ratio: Type.Union([Figure, Type.Null()], { description: 'value to bare, within one round' }),
    bar: Type.Union([Bar, Type.Null()], { description: 'what it has to be; the median counts' }),
    details: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
  },
  closed,
);

const BenchPart = Type.Object(
  {
    name: Type.String(),
    about: Type.String(),
    measuredAt: Type.String(),
    rounds: Type.Integer({ minimum: 1 }),
    rows: Type.Array(BenchRow),
    skipped: Type.Array(Type.String(), { description: 'what could not be measured here, and why' }),
  },
  closed,
);

/** Figures of different machines cannot be compared, so that a file is of one. */
const Machine = Type.Object(
  {
    processor: Type.String(),
    processors: Type.Integer({ minimum: 1 }),
    memoryMb: Type.Integer({ minimum: 1 }),
    platform: Type.String(),
    node: Type.String(),
  },
  closed,
);

export const BenchReport = Type.Object(
  { tool: Type.String(), machine: Machine, parts: Type.Array(BenchPart) },
  closed,
);

export type Figure = Static<typeof Figure>;
export type Bar = Static<typeof Bar>;
export type BenchRow = Static<typeof BenchRow>;
export type BenchPart = Static<typeof BenchPart>;
export type Machine = Static<typeof Machine>;
export type BenchReport = Static<typeof BenchReport>;

export const BENCH_FILE = join(PROJECT_DIRECTORY, 'reports', 'bench.json');

/** What `npm run bench` wrote. @throws when the file cannot be read: it belongs to the project */
export function readBench(): BenchReport {
  return JSON.parse(readFileSync(BENCH_FILE, 'utf8')) as BenchReport;
}

/** Whether the median is where it has to be; null without a bar. */
export function isMet({ value, ratio, bar }: BenchRow): boolean | null {
  if (bar === null) return null;
  const median = (bar.on === 'ratio' ? ratio : value)?.median;
  if (median === undefined) return false;
  return bar.limit === 'at most' ? median <= bar.is : median >= bar.is;
}
