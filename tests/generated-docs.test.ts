import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { docsFiles } from '../harness/cli/docs-files.ts';
import { killersOf, readKillMatrix } from '../harness/cli/explain/killers.ts';
import { coarseMutants, hasPublicBug } from '../harness/cli/pages/kill-matrix-page.ts';
import { strayMutants } from '../harness/cli/pages/related-areas.ts';
import { builtInSuite } from './fixture-run.ts';
import { mutants } from './matrix/fixtures.ts';
import { killMatrixFiles } from './matrix/kill-matrix-files.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

test('the pages are what `npm run docs` writes', async () => {
  for (const { path, text } of await docsFiles())
    expect(read(path) === text, `${path} is out of date: run npm run docs`).toBe(true);
});

test('the page of the kill matrix is that of its data', async () => {
  const { scenarios } = await builtInSuite();
  for (const { path, text } of killMatrixFiles(readKillMatrix(), scenarios))
    expect(read(path) === text, `${path} is out of date: run npm run kill-matrix`).toBe(true);
});

describe('from rule to scenario to mutant', () => {
  test('every requirement is tested by a scenario', async () => {
    const { scenarios, requirements } = await builtInSuite();
    const tested = new Set(scenarios.flatMap((scenario) => scenario.requirements));
    expect([...requirements.keys()].filter((id) => !tested.has(id))).toEqual([]);
  });

  test('every scenario catches a mutant', async () => {
    const { scenarios } = await builtInSuite();
    const matrix = readKillMatrix();
    expect(scenarios.filter(({ id }) => killersOf(id, matrix).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('every mutant of the matrix exists as it is described, and is caught', () => {
    const matrix = readKillMatrix();
    const described = matrix.mutants.map(({ name, area, defect, source }) => ({
      name,
      area,
      defect,
      source,
    }));
    expect(described).toEqual(mutants);
    expect(
      matrix.mutants.filter(({ kills }) => Object.keys(kills).length === 0).map(({ name }) => name),
    ).toEqual([]);
  });

  test('no mutant is so coarse that it proves little, or caught only where something else is tested', async () => {
    const { scenarios } = await builtInSuite();
    const matrix = readKillMatrix();
    expect(coarseMutants(matrix, scenarios)).toEqual([]);
    expect(strayMutants(matrix, new Map(scenarios.map(({ id, area }) => [id, area])))).toEqual([]);
  });

  test('at least thirty mutants carry a public bug', () => {
    expect(mutants.filter(hasPublicBug).length).toBeGreaterThanOrEqual(30);
  });
});
