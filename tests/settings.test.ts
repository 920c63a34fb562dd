import { expect, test } from 'vitest';
import { outcomesOf, referenceLike, runFixture } from './fixture-run.ts';

const REFERENCE = 'node fixtures/reference/client.js {host} {port} {nick}';
const WANTED = new Set([
  'privacy/version-switched-off',
  'privacy/all-switched-off',
  'version/own-text',
  'version/is-answered',
  'version/names-the-product',
]);

test('a client whose user has changed a setting is not played with again', async () => {
  const { report } = await runFixture(await referenceLike(REFERENCE, 'reference'), {
    jobs: 1,
    scenarios: ({ id }) => WANTED.has(id),
  });
  expect(Object.fromEntries(outcomesOf(report))).toEqual({
    'privacy/version-switched-off': 'pass stays-silent',
    'privacy/all-switched-off': 'pass stays-silent',
    'version/own-text': 'pass takes-it',
    'version/is-answered': 'pass answers',
    'version/names-the-product': 'pass names-it',
  });
  expect(report.findings).toEqual([]);
});

test('a client that has only VERSION to be asked for is heard out when that is off', async () => {
  const client = await referenceLike(
    'node fixtures/odd/client.js {host} {port} {nick} --odd version-only',
    'version-only',
  );
  const { report } = await runFixture(client, {
    scenarios: ({ id }) => id === 'privacy/version-switched-off',
  });
  expect(report.results).toMatchObject([{ verdict: 'pass', outcome: 'stays-silent', evidence: 'timed' }]);
});
