import { describe, expect, test } from 'vitest';
import { outcomesOf, referenceLike, runFixture } from '../fixture-run.ts';

const CLIENT = 'node fixtures/reference/client.js {host} {port} {nick}';

/** How scenarios are laid out must not change what is said of a client. */
const layouts = [
  { name: 'serial', jobs: 1, window: 3 },
  { name: 'pipelined on one instance', jobs: 1, window: 32 },
  { name: 'eight instances', jobs: 8, window: 32 },
  { name: 'eight instances, short windows', jobs: 8, window: 5 },
] as const;

/** Some that share windows, some that play alone, some on servers of their own. */
const AREAS = new Set(['capabilities', 'context', 'errors', 'framing', 'injection', 'ping', 'registration']);

describe.each([
  ['the reference client', CLIENT],
  ['one that is case-sensitive', `${CLIENT} --mutant case-sensitive`],
  ['one that dies of an empty CTCP', `${CLIENT} --mutant crashes-on-empty-ctcp`],
  ['one that answers to the channel', `${CLIENT} --mutant replies-to-channel`],
])('%s gets the same verdicts', (name, command) => {
  test('however its scenarios are laid out', async () => {
    const outcomes = [];
    for (const { jobs, window } of layouts) {
      const { report, jobs: played } = await runFixture(await referenceLike(command, name), {
        jobs,
        window,
        scenarios: ({ area }) => AREAS.has(area),
      });
      expect(played).toBe(jobs);
      outcomes.push(outcomesOf(report));
    }
    const [serial, ...others] = outcomes;
    for (const other of others) expect(other).toEqual(serial);
  }, 600_000);
});
