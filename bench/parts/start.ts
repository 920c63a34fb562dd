import { PROJECT_DIRECTORY } from '../../harness/cli/package-root.ts';
import { plainRow } from '../figures.ts';
import type { Part } from '../part.ts';
import type { Bench } from '../run/bench.ts';
import { runHarness } from '../run/harness-run.ts';

/** A few scenarios of one window: what comes behind the first verdict is of no interest here. */
const FEW = ['--area', 'version'];

export const start: Part = {
  name: 'start',
  about: 'From the start of the program to the first verdict on the reference client.',
  async measure(bench) {
    const bar = { on: 'value', limit: 'at most', is: 1000 } as const;
    return {
      rows: [
        plainRow('the package', 'ms', await firstVerdicts(bench, await bench.package()), { bar }),
        plainRow('a checkout', 'ms', await firstVerdicts(bench, PROJECT_DIRECTORY)),
      ],
      skipped: [],
    };
  },
};

/** The first run of all warms the system's cache of files, and is not counted. */
async function firstVerdicts(bench: Bench, root: string): Promise<number[]> {
  const once = async (): Promise<number> => {
    const { firstVerdictMs } = await runHarness(root, FEW, await bench.folder());
    if (firstVerdictMs === null) throw new Error(`a run of ${root} gave no verdict`);
    return firstVerdictMs;
  };
  await once();
  return bench.eachRound(once);
}
