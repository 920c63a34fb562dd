import { beforeAll, describe, expect, test } from 'vitest';
import { readKillMatrix } from '../../harness/cli/explain/killers.ts';
import { collectMatrix, isOwnOutcome, isWorse, type Matrix } from '../matrix/collect.ts';
import { tellsApart, withoutOneClause } from '../matrix/clauses.ts';
import { mutants, unsteady } from '../matrix/fixtures.ts';
import { changedScenarios, settledKillsOf, witnesses } from '../matrix/kills.ts';

let matrix: Matrix;

// Each mutant is played against the scenarios that are known to catch it or to need it: that proves all that is
// claimed here in minutes, where the whole matrix takes half an hour. `npm run kill-matrix` plays the whole.
beforeAll(async () => {
  matrix = await collectMatrix({ pairs: witnesses(readKillMatrix()) });
}, 1_800_000);

test('the reference conforms everywhere, and leaves FINGER alone on purpose', () => {
  const needsFinger = new Set(
    matrix.scenarios.flatMap(({ id, cases }) =>
      cases.filter(({ needs }) => needs.answers?.includes('FINGER')).map(({ name }) => `${id}#${name}`),
    ),
  );
  const astray = [...matrix.reference.cells].filter(([key, { verdict, notApplicable }]) =>
    needsFinger.has(key) ? notApplicable !== 'not-answered' : verdict !== 'pass',
  );
  // It ends with its connection, which is nobody's rule to judge.
  expect(astray.map(([key, { outcome }]) => `${key} ${outcome ?? ''}`)).toEqual([
    'flood/queue-dies-with-connection stays-away',
  ]);
});

test('the second reference is nowhere accused', () => {
  const accused = [...matrix.second.cells].filter(
    ([, cell]) => !['pass', 'info', 'not-applicable'].includes(cell.verdict),
  );
  expect(accused).toEqual([]);
});

describe('every mutant is moved to a worse outcome, its own', () => {
  test.each(mutants.map(({ name, area }) => [name, area] as const))('%s (%s)', (name) => {
    const run = matrix.mutants.get(name);
    const worse = [...(run?.cells ?? [])].filter(([key, cell]) =>
      isWorse(matrix.reference.cells.get(key), cell),
    );
    const own = worse.filter(([key, cell]) => isOwnOutcome(matrix, name, key, cell));
    expect(
      own.map(([key, cell]) => `${key}: ${cell.outcome ?? ''}`),
      `moved without a name of its own: ${JSON.stringify(worse)}`,
    ).not.toEqual([]);
  });
});

test('every scenario is moved by some mutant, to an outcome of its own', () => {
  const still = matrix.scenarios.filter(
    ({ id }) =>
      ![...matrix.mutants].some(([name, run]) =>
        [...run.cells].some(
          ([key, cell]) =>
            key.split('#')[0] === id &&
            isWorse(matrix.reference.cells.get(key), cell) &&
            isOwnOutcome(matrix, name, key, cell),
        ),
      ),
  );
  expect(still.map(({ id }) => id)).toEqual([]);
});

test('docs/kill-matrix.json is what was played', async () => {
  const written = readKillMatrix();
  const played = await settledKillsOf(matrix, written);
  const steady = played.mutants.filter(({ name }) => !unsteady.has(name));
  const changed = steady.flatMap((mutant) =>
    [...changedScenarios(mutant, written)].map((id) => ({
      mutant: mutant.name,
      scenario: id,
      written: written.mutants.find(({ name }) => name === mutant.name)?.kills[id],
      played: mutant.kills[id],
    })),
  );
  expect(changed, 'docs/kill-matrix.json is out of date: run npm run kill-matrix').toEqual([]);
}, 1_800_000);

test('every outcome that a scenario lists is produced by some fixture', async () => {
  expect(await lasting(notProduced)).toEqual([]);
}, 1_800_000);

test('removing any clause of any condition changes what some fixture comes to', async () => {
  expect(await lasting(idleClauses)).toEqual([]);
}, 1_800_000);

interface Complaint {
  readonly scenario: string;
  readonly what: string;
}

function notProduced(seen: Matrix): Complaint[] {
  const produced = new Set(
    seen.runs.flatMap((run) =>
      [...run.cells].map(([key, cell]) => `${key.split('#')[0] ?? ''} ${cell.outcome ?? ''}`),
    ),
  );
  return seen.scenarios.flatMap(({ id, outcomes }) =>
    outcomes
      .filter(({ name }) => !produced.has(`${id} ${name}`))
      .map(({ name }) => ({ scenario: id, what: name })),
  );
}

function idleClauses(seen: Matrix): Complaint[] {
  return seen.scenarios.flatMap((scenario) =>
    withoutOneClause(scenario)
      .filter(
        ({ changed }) => !(seen.observations.get(scenario.id) ?? []).some((one) => tellsApart(changed, one)),
      )
      .map(({ what }) => ({ scenario: scenario.id, what })),
  );
}

let whole: Promise<Matrix> | null = null;

/** The complaints that are left when the scenarios concerned have been played against every mutant, once for all. */
async function lasting(complaints: (seen: Matrix) => Complaint[]): Promise<Complaint[]> {
  if (complaints(matrix).length === 0) return [];
  whole ??= wholeOf(
    new Set([...notProduced(matrix), ...idleClauses(matrix)].map(({ scenario }) => scenario)),
  );
  return complaints(await whole);
}

function wholeOf(concerned: ReadonlySet<string>): Promise<Matrix> {
  return collectMatrix({ scenarios: ({ id }) => concerned.has(id) });
}
