import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import { readKillMatrix, type KilledMutant, type KillMatrix } from '../../harness/cli/explain/killers.ts';
import { runScript } from '../../harness/cli/script.ts';
import { builtInSuite } from '../fixture-run.ts';
import { collectMatrix } from './collect.ts';
import { killMatrixFiles } from './kill-matrix-files.ts';
import { killMatrixTable } from './kill-matrix-table.ts';
import { killsOf, mergedKills, provenKills, withShown } from './kills.ts';

// npm run kill-matrix: plays every mutant against every scenario, prints what catches what, and writes
// docs/kill-matrix.md and docs/kill-matrix.json. With --mutant or --scenario, it plays a part and only prints; with
// --write besides, it writes the part into the files and leaves the rest of them as it was.
await runScript(async () => {
  const { values } = parseArgs({
    options: {
      mutant: { type: 'string', multiple: true },
      scenario: { type: 'string', multiple: true },
      write: { type: 'boolean', default: false },
    },
  });
  const isPart = values.mutant !== undefined || values.scenario !== undefined;
  const isMutant = picomatch(values.mutant ?? '*');
  const isScenario = picomatch(values.scenario ?? '**');
  const matrix = await collectMatrix({
    scenarios: ({ id }) => isScenario(id),
    ...(values.mutant === undefined ? {} : { mutants: (name: string) => isMutant(name) }),
    onPlayed: (name, played, of) => process.stderr.write(`${played} of ${of}: ${name}\n`),
  });
  if (matrix.scenarios.length === 0 || matrix.mutants.size === 0) {
    process.stderr.write('No scenario, or no mutant, has such a name.\n');
    process.exitCode = 2;
    return;
  }
  const found = killsOf(matrix);
  if (isPart && !values.write) {
    process.stdout.write(killMatrixTable(found));
    return;
  }
  process.stderr.write('once more, each against the scenarios that catch it\n');
  const proven = await provenKills(found, (id) => isScenario(id));
  // Only when every client was there is it known which ones are needed.
  const kills =
    values.mutant === undefined
      ? withShown(proven.kills, matrix, proven.unsteady)
      : { mutants: proven.kills.mutants.map((mutant) => ({ ...mutant, shows: shownBefore(mutant) })) };
  process.stdout.write(killMatrixTable(kills));
  const { scenarios } = await builtInSuite();
  const exists = new Set(scenarios.map(({ id }) => id));
  const all = mergedKills(isPart ? last() : null, kills, isScenario, (id) => exists.has(id));
  for (const { path, text } of killMatrixFiles(all, scenarios)) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
});

function shownBefore({ name, kills }: KilledMutant): string[] {
  const before = last()?.mutants.find((mutant) => mutant.name === name)?.shows ?? [];
  return before.filter((id) => !(id in kills));
}

function last(): KillMatrix | null {
  try {
    return readKillMatrix();
  } catch {
    return null;
  }
}
