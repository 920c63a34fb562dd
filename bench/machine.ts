import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Machine } from '../harness/cli/bench/bench-model.ts';

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
    memoryMb: Math.round(totalmem() / 2 ** 20),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
