import type { BenchRow } from '../harness/cli/bench/bench-model.ts';
import type { Bench } from './run/bench.ts';

/** One part of the bench: a further one is a file of its own in bench/parts/ and one more line in parts.ts. */
export interface Part {
  /** The word behind `--part`. */
  readonly name: string;
  /** One sentence: what is measured, against what. */
  readonly about: string;
  measure(bench: Bench): Promise<Measured>;
}

export interface Measured {
  readonly rows: readonly BenchRow[];
  /** What could not be measured on this machine, and why. */
  readonly skipped: readonly string[];
}
