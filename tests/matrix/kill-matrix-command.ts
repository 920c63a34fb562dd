import { writeFile } from 'node:fs/promises';
import picomatch from 'picomatch';
import { parseArgs } from 'node:util';
import { readKillMatrix, type KillMatrix } from '../../harness/cli/explain/killers.ts';
import { collectMatrix } from './collect.ts';
import { killMatrixFiles } from './kill-matrix-files.ts';
import { killMatrixTable } from './kill-matrix-table.ts';
import { settledKillsOf } from './kills.ts';

// npm run kill-matrix: plays every mutant against every scenario, prints what catches what, and writes
// docs/kill-matrix.md and docs/kill-matrix.json. With --mutant or --scenario, it plays a part and only prints.
const { values } = parseArgs({
  options: { mutant: { type: 'string', multiple: true }, scenario: { type: 'string', multiple: true } },
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
  process.exit(2);
}
const kills = await settledKillsOf(matrix, isPart ? null : last());
process.stdout.write(killMatrixTable(kills));
if (!isPart) {
  for (const { path, text } of killMatrixFiles(kills, matrix.scenarios)) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
}

function last(): KillMatrix | null {
  try {
    return readKillMatrix();
  } catch {
    return null;
  }
}
