import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { BENCH_FILE, readBench, type BenchPart, type BenchReport } from '../harness/cli/bench/bench-model.ts';
import { TOOL_VERSION } from '../harness/cli/package-root.ts';
import { writeWhole } from '../reports/write-whole.ts';
import { thisMachine } from './machine.ts';
import { parts } from './parts.ts';

/** Puts a part in the place of an earlier measurement; what another machine measured goes with the first part. */
export async function keepPart(part: BenchPart): Promise<void> {
  const machine = thisMachine();
  const last = existsSync(BENCH_FILE) ? readBench() : null;
  const comparable = last !== null && isDeepStrictEqual(last.machine, machine) ? last.parts : [];
  const all = new Map([...comparable, part].map((one) => [one.name, one]));
  const report: BenchReport = {
    tool: TOOL_VERSION,
    machine,
    parts: parts.flatMap(({ name }) => all.get(name) ?? []),
  };
  await writeWhole(BENCH_FILE, `${JSON.stringify(report, null, 2)}\n`);
}
