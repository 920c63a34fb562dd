import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadProfile } from '../../run/profile/load.ts';
import { runClient } from '../../run/run-client.ts';
import type { ClientUnderTest } from '../../run/run-request.ts';
import { isPlayedStock, type Scenario, type Suite } from '../../scenario/model.ts';
import { loadSuites } from '../load-suites.ts';
import { PROFILES_DIRECTORY, PROJECT_DIRECTORY } from '../package-root.ts';
import { runScript } from '../script.ts';
import { COSTS_FILE, type MeasuredCosts } from './costs.ts';

/** One at a time: one stimulus between two controls, on one instance. */
const ONE_BY_ONE = { jobs: 1, window: 3 };

/** The clients by which is measured: one without a limit, and one that sends a line in a quarter of a second. */
const clients = {
  quick: 'node fixtures/reference/client.js {host} {port} {nick}',
  slow: 'node fixtures/odd/client.js {host} {port} {nick} --odd queue-for-all-lines',
} as const;

// npm run costs: measures what each scenario costs and writes suites/costs.json; it takes some minutes.
await runScript(async () => {
  const suite = await loadSuites([]);
  const [quick, slow] = await Promise.all([
    referenceLike(clients.quick).then((client) => costsOn(client, suite)),
    referenceLike(clients.slow).then((client) => costsOn(client, suite)),
  ]);
  const scenarios: MeasuredCosts['scenarios'] = Object.fromEntries(
    suite.scenarios.map(({ id }) => [id, { quick: quick.get(id) ?? 0, slow: slow.get(id) ?? 0 }]),
  );
  await writeFile(COSTS_FILE, `${JSON.stringify({ unit: 'ms', scenarios }, null, 2)}\n`);
  process.stdout.write(`${COSTS_FILE}\n`);
});

async function referenceLike(command: string): Promise<ClientUnderTest> {
  const profile = await loadProfile(join(PROFILES_DIRECTORY, 'reference', 'profile.yaml'), null, null);
  const choice = { profile: 'reference', profileFile: null, exec: command };
  return { ...profile, command, choice, spec: { ...profile.spec, command, cwd: PROJECT_DIRECTORY } };
}

/** Floods are played beside the rest, so that each of the two is measured by itself. */
async function costsOn(client: ClientUnderTest, suite: Suite): Promise<Map<string, number>> {
  const parts = await Promise.all([
    costsOf(
      client,
      suite,
      suite.scenarios.filter((one) => !isPlayedStock(one)),
    ),
    costsOf(client, suite, suite.scenarios.filter(isPlayedStock)),
  ]);
  return new Map(parts.flatMap((part) => [...part]));
}

/** @returns whole milliseconds by id: the time from what was settled before to the end of its own last case */
async function costsOf(
  client: ClientUnderTest,
  suite: Suite,
  scenarios: readonly Scenario[],
): Promise<Map<string, number>> {
  const costs = new Map<string, number>();
  let before = 0;
  await runClient({
    client,
    suite,
    scenarios,
    standard: 'modern',
    gate: 'must',
    seed: 1,
    ...ONE_BY_ONE,
    timeoutMs: 60_000,
    host: '127.0.0.1',
    keepHome: false,
    signal: new AbortController().signal,
    replay: (id) => id,
    attempts: 1,
    onDiscovered: () => {
      before = performance.now();
    },
    onSettled: ({ scenario: { id } }) => {
      const now = performance.now();
      costs.set(id, (costs.get(id) ?? 0) + now - before);
      before = now;
    },
  });
  return new Map([...costs].map(([id, cost]) => [id, Math.round(cost)]));
}
