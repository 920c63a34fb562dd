import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCaptures } from '../harness/cli/findings/captures-file.ts';
import { disagreement } from '../harness/cli/findings/disagreement.ts';
import { loadAllFindings } from '../harness/cli/findings/load.ts';
import { outcomeWeight } from '../harness/cli/findings/weight.ts';
import { profileNames } from '../harness/cli/client-choice.ts';
import { PROFILES_DIRECTORY } from '../harness/cli/package-root.ts';
import { loadExpectations } from '../harness/expect/expectations.ts';
import { existsSync } from 'node:fs';
import { builtInSuite } from './fixture-run.ts';

const suite = await builtInSuite();
const all = await loadAllFindings(suite);

/** Scenarios with the outcomes that a client is known for, and that are warned of or failed. */
async function knownOf(client: string): Promise<string[]> {
  const path = join(PROFILES_DIRECTORY, client, 'expect.yaml');
  if (!existsSync(path)) return [];
  const { entries } = await loadExpectations(path);
  return entries
    .filter(({ kind, id, outcome }) => {
      const scenario = suite.scenarios.find((one) => one.id === id);
      const weight = scenario === undefined ? null : outcomeWeight(outcome ?? '', scenario, suite);
      return kind === 'known' && (weight?.verdict === 'fail' || weight?.verdict === 'warn');
    })
    .map(({ id, outcome }) => `${id} ${outcome ?? ''}`);
}

test('there are findings to look at', () => {
  expect(all.length).toBeGreaterThanOrEqual(33);
});

describe.each(await profileNames())('%s', (client) => {
  const findings = all.find((one) => one.client === client)?.findings ?? [];

  test('what is known of it is what is found in it', async () => {
    const known = await knownOf(client);
    const found = findings.map(({ scenario, outcome }) => `${scenario} ${outcome}`);
    expect([...new Set(found)].sort()).toEqual([...new Set(known)].sort());
  });

  test.runIf(findings.length > 0)('each finding has a capture that shows it', async () => {
    const captures = await readCaptures(client);
    const captured = findings.filter(({ notCaptured }) => notCaptured === undefined);
    expect([...captures.keys()]).toEqual(captured.map(({ title }) => title));
    const wrong = captured.map((finding) => {
      const capture = captures.get(finding.title);
      return [finding.title, capture === undefined ? 'no capture' : disagreement(finding, capture)];
    });
    expect(wrong.filter(([, what]) => what !== null)).toEqual([]);
  });
});
