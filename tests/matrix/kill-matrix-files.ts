import { join } from 'node:path';
import { KILL_MATRIX_FILE, type KillMatrix } from '../../harness/cli/explain/killers.ts';
import { killMatrixPage, type MatrixScenario } from '../../harness/cli/pages/kill-matrix-page.ts';
import { root } from '../fixture-run.ts';

/** The files that `npm run kill-matrix` writes: where each stands, and its text as it has to be. */
export function killMatrixFiles(
  matrix: KillMatrix,
  scenarios: readonly MatrixScenario[],
): { path: string; text: string }[] {
  return [
    { path: KILL_MATRIX_FILE, text: jsonText(matrix) },
    { path: join(root, 'docs', 'kill-matrix.md'), text: killMatrixPage(matrix, scenarios) },
  ];
}

/** One line for each scenario that catches a mutant, so that a change shows as what it is. */
function jsonText({ mutants }: KillMatrix): string {
  const entries = mutants.map(({ kills, ...mutant }) => {
    const facts = Object.entries(mutant).map(
      ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    const lines = Object.entries(kills).map(
      ([id, caught]) => `  ${JSON.stringify(id)}: ${JSON.stringify(caught)}`,
    );
    return `{\n${facts.map((fact) => ` ${fact},\n`).join('')} "kills": {\n${lines.join(',\n')}\n }\n}`;
  });
  return `{ "mutants": [\n${entries.join(',\n')}\n] }\n`;
}
