import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import { readKillMatrix, type KillMatrix } from '../../harness/cli/explain/killers.ts';
import { runScript } from '../../harness/cli/script.ts';
import { builtInSuite } from '../fixture-run.ts';
import { collectMatrix } from './collect.ts';
import { killMatrixFiles } from './kill-matrix-files.ts';
import { killMatrixTable } from './kill-matrix-table.ts';
import { mergedKills, settledKillsOf } from './kills.ts';

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
    mutants: (name) => isMutant(name),
    onPlayed: (name, played, of) => process.stderr.write(`${played} of ${of}: ${name}\n`),
  });
  if (matrix.scenarios.length === 0 || matrix.mutants.size === 0) {
    process.stderr.write('No scenario, or no mutant, has such a name.\n');
    process.exitCode = 2;
    return;
  }
  const before = last();
  const kills = await settledKillsOf(matrix, isPart ? null : before);
  process.stdout.write(killMatrixTable(kills));
  if (isPart && !values.write) return;
  const { scenarios } = await builtInSuite();
  const exists = new Set(scenarios.map(({ id }) => id));
  const all = mergedKills(isPart ? before : null, kills, isScenario, (id) => exists.has(id));
  for (const { path, text } of killMatrixFiles(all, scenarios)) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
});

function last(): KillMatrix | null {
  try {
    return readKillMatrix();
  } catch {
    return null;
  }
}
