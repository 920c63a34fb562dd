import type { ActionKind } from '../harness/client/spec.ts';
import { fileURLToPath } from 'node:url';
import type { ClientReport } from '../reports/model/report.ts';
import type { Settled } from '../harness/run/judge/attempts.ts';
import type { Knowledge } from '../harness/run/knowledge.ts';
import { keyOf } from '../harness/run/play/play.ts';
import { loadProfile } from '../harness/run/profile/load.ts';
import { runClient } from '../harness/run/run-client.ts';
import type { ClientUnderTest, RunOutcome } from '../harness/run/run-request.ts';
import { loadSuite } from '../harness/scenario/load.ts';
import type { Scenario, Suite } from '../harness/scenario/model.ts';

export const root = fileURLToPath(new URL('../', import.meta.url));

let suite: Promise<Suite> | null = null;

/** The built-in suite, loaded once for a test file. */
export function builtInSuite(): Promise<Suite> {
  suite ??= loadSuite([{ name: 'built-in', directory: `${root}suites`, base: root }]);
  return suite;
}

/** What the reference client is told for that. */
const CARRIED_BY = { tcp: '', tls: ' --tls --ca {ca}', websocket: ' --websocket {url}' } as const;

/**
 * The reference client's profile with another command line: a mutant, an odd one, the reference in Python. Under floods each
 * of them limits what it answers.
 */
export async function referenceLike(
  plainCommand: string,
  name: string,
  transport: keyof typeof CARRIED_BY = 'tcp',
  lacks: readonly ActionKind[] = [],
): Promise<ClientUnderTest> {
  const path = `${root}fixtures/clients/reference/profile.yaml`;
  const profile = await loadProfile(path, null, name, transport === 'tcp' ? null : transport);
  const command = `${plainCommand}${CARRIED_BY[transport]}`;
  const choice = { profile: 'reference', profileFile: null, exec: command };
  const known = Object.entries(profile.spec.user?.commands ?? {});
  const commands = Object.fromEntries(known.filter(([kind]) => !lacks.some((one) => one === kind)));
  const { user, ...rest } = profile.spec;
  const spec = { ...rest, ...(user === undefined ? {} : { user: { ...user, commands } }), command };
  return { ...profile, command, choice, spec, stock: { ...spec, command: `${command} --limit` } };
}

export interface FixtureRun extends RunOutcome {
  readonly settled: ReadonlyMap<string, Settled>;
  readonly knowledge: Knowledge | null;
}

/** Runs a client in this process, as `ctcpspec run` does. */
export async function runFixture(
  client: ClientUnderTest,
  options: {
    timeoutMs?: number;
    attempts?: number;
    jobs?: number;
    window?: number;
    seed?: number;
    scenarios?: (scenario: Scenario) => boolean;
    signal?: AbortSignal;
  } = {},
): Promise<FixtureRun> {
  const all = await builtInSuite();
  const settled = new Map<string, Settled>();
  let knowledge: Knowledge | null = null;
  const outcome = await runClient({
    client,
    suite: all,
    scenarios: all.scenarios.filter(options.scenarios ?? (() => true)),
    standard: 'modern',
    gate: 'must',
    seed: options.seed ?? 1,
    jobs: options.jobs ?? null,
    window: options.window ?? null,
    timeoutMs: options.timeoutMs ?? 10_000,
    host: '127.0.0.1',
    keepHome: false,
    signal: options.signal ?? new AbortController().signal,
    replay: (id) => id,
    attempts: options.attempts ?? 3,
    onKnown: (found) => {
      knowledge = found;
    },
    onSettled: (item, one) => settled.set(keyOf(item), one),
  });
  return { ...outcome, settled, knowledge };
}

/** Each scenario and case with its verdict and outcome, as one line. */
export function outcomesOf(report: Pick<ClientReport, 'results'>): Map<string, string> {
  return new Map(
    report.results.flatMap((result) =>
      result.cases.length === 0
        ? [
            [
              result.id,
              `${result.verdict} ${result.outcome ?? result.cause ?? result.notApplicable ?? ''}`,
            ] as const,
          ]
        : result.cases.map(
            (one) =>
              [
                `${result.id}#${one.name}`,
                `${one.verdict} ${one.outcome ?? one.notApplicable ?? ''}`,
              ] as const,
          ),
    ),
  );
}
