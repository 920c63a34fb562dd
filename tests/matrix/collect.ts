import type { NotApplicableReason, Verdict } from '../../reports/model/report.ts';
import type { Knowledge } from '../../harness/run/knowledge.ts';
import type { Observation } from '../../harness/run/play/observation.ts';
import { DCC_ACTIONS } from '../../harness/scenario/user-actions.ts';
import { STOCK_AREA, type Scenario } from '../../harness/scenario/model.ts';
import { builtInSuite, referenceLike, runFixture, type FixtureRun } from '../fixture-run.ts';
import {
  choices,
  mutantCommand,
  mutants,
  oddCommand,
  referenceCommand,
  secondReferenceCommand,
} from './fixtures.ts';

export interface Cell {
  readonly verdict: Verdict;
  readonly outcome: string | null;
  readonly notApplicable: NotApplicableReason | null;
}

/** What one fixture came to: a cell for each scenario, or for each case of one. */
export interface MatrixRun {
  readonly name: string;
  readonly cells: ReadonlyMap<string, Cell>;
}

export interface Seen {
  /** Which client it was seen of. */
  readonly run: string;
  readonly observation: Observation;
  readonly knowledge: Knowledge;
}

export interface Matrix {
  readonly scenarios: readonly Scenario[];
  readonly reference: MatrixRun;
  readonly second: MatrixRun;
  readonly mutants: ReadonlyMap<string, MatrixRun>;
  readonly runs: readonly MatrixRun[];
  /** Everything that was seen of each scenario, from all fixtures. */
  readonly observations: ReadonlyMap<string, readonly Seen[]>;
}

function cellOf({ verdict, outcome, notApplicable }: Cell): Cell {
  return { verdict, outcome, notApplicable };
}

/** As many clients at a time as keep two processors busy. */
const AT_ONCE = 3;
/** A mutant that hangs is waited for this long at each hang; of the correct clients none does. */
const TIMEOUT_MS = 2000;
const LONG_TIMEOUT_MS = 20_000;

/** A part of the matrix. */
export interface Part {
  readonly scenarios?: (scenario: Scenario) => boolean;
  /** Which mutants; the references are always played, the correct clients with other choices only with all. */
  readonly mutants?: (name: string) => boolean;
  /** Which scenarios a mutant is played against; without it, all of them. */
  readonly pairs?: (mutant: string, scenario: string) => boolean;
  /** Called after each client. */
  readonly onPlayed?: (name: string, played: number, of: number) => void;
}

/** Plays the suite against both references, all mutants and the correct clients with other choices, or a part. */
export async function collectMatrix(part: Part = {}): Promise<Matrix> {
  const wantedScenarios = part.scenarios ?? (() => true);
  const wantedMutants = mutants.filter(({ name }) => part.mutants?.(name) ?? true);
  const scenarios = (await builtInSuite()).scenarios.filter(wantedScenarios);
  const observations = new Map<string, Seen[]>();
  const isMutantName = new Set(wantedMutants.map(({ name }) => name));
  const run = async (name: string, command: string): Promise<MatrixRun> => {
    const isMutant = isMutantName.has(name);
    // It offers chats and files by DCC, and takes none.
    const lacks = command === secondReferenceCommand ? DCC_ACTIONS : [];
    const client = await referenceLike(command, name, 'tcp', lacks);
    const isWanted = (scenario: Scenario): boolean =>
      wantedScenarios(scenario) && (!isMutant || (part.pairs?.(name, scenario.id) ?? true));
    const play = (timeoutMs: number): Promise<FixtureRun> =>
      runFixture(client, {
        timeoutMs,
        attempts: 1,
        scenarios: (scenario) => isWanted(scenario) && transportOf(scenario) === 'tcp',
      });
    // Many are started at once for the floods, and then nobody comes up in two seconds.
    const isFlooded = scenarios.some(
      ({ id, area }) => area === STOCK_AREA && (!isMutant || (part.pairs?.(name, id) ?? true)),
    );
    let played = await play(isMutant && !isFlooded ? TIMEOUT_MS : LONG_TIMEOUT_MS);
    // On a busy machine a client may not come up in time. All of these do, and answer a query.
    if (played.knowledge?.control == null) played = await play(LONG_TIMEOUT_MS);
    const carried = isCarried(command)
      ? await playCarried(command, name, (scenario) => scenarios.includes(scenario) && isWanted(scenario))
      : [];
    for (const { settled, knowledge } of [played, ...carried]) {
      for (const { chosen } of settled.values()) {
        const { id } = chosen.observation.play.item.scenario;
        const all = observations.get(id) ?? [];
        observations.set(id, all);
        if (knowledge !== null) all.push({ run: name, observation: chosen.observation, knowledge });
      }
    }
    const results = [played, ...carried].flatMap(({ report }) => report.results);
    const cells = results.flatMap((result): [string, Cell][] =>
      result.cases.length === 0
        ? [[result.id, cellOf(result)]]
        : result.cases.map((one) => [`${result.id}#${one.name}`, cellOf(one)]),
    );
    return { name, cells: new Map(cells) };
  };
  const wanted: [string, string][] = [
    ['reference', referenceCommand],
    ['second', secondReferenceCommand],
    ...wantedMutants.map(({ name }): [string, string] => [name, mutantCommand(name)]),
    ...(part.mutants === undefined ? choices : []).map((name): [string, string] => [
      `odd ${name}`,
      oddCommand(name),
    ]),
  ];
  const runs = new Map<string, MatrixRun>();
  const waiting = [...wanted];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        runs.set(next[0], await run(...next));
        part.onPlayed?.(next[0], runs.size, wanted.length);
      }
    }),
  );
  const named = (name: string): MatrixRun => {
    const found = runs.get(name);
    if (found === undefined) throw new Error(`the fixture ${name} was not run`);
    return found;
  };
  return {
    scenarios,
    reference: named('reference'),
    second: named('second'),
    mutants: new Map(wantedMutants.map(({ name }) => [name, named(name)])),
    runs: [...runs.values()],
    observations,
  };
}

/** What a scenario is about, where it is about what carries the lines. */
function transportOf({ cases }: Scenario): 'tcp' | 'tls' | 'websocket' {
  const needed = cases[0]?.needs.transport;
  if (needed === undefined || needed === 'stream') return 'tcp';
  return needed === 'tls' ? 'tls' : 'websocket';
}

/** The second reference speaks TCP alone, and most odd clients are odd in what they do over any transport. */
function isCarried(command: string): boolean {
  return command.startsWith(referenceCommand) || command === oddCommand('refuses-typed-line-breaks');
}

/** Plays what is about a transport over that transport. */
async function playCarried(
  command: string,
  name: string,
  isWanted: (scenario: Scenario) => boolean,
): Promise<FixtureRun[]> {
  const { scenarios } = await builtInSuite();
  const runs: FixtureRun[] = [];
  for (const transport of ['tls', 'websocket'] as const) {
    const own = new Set(scenarios.filter((one) => isWanted(one) && transportOf(one) === transport));
    if (own.size === 0) continue;
    const client = await referenceLike(command, name, transport);
    const options = { timeoutMs: TIMEOUT_MS, attempts: 1, scenarios: (one: Scenario) => own.has(one) };
    runs.push(await runFixture(client, options));
  }
  return runs;
}

const BEST_FIRST: readonly Verdict[] = ['pass', 'info', 'warn', 'fail'];

/** Where nothing could be judged of the one before, the other has to be worse than a pass. */
export function isWorse(before: Cell | undefined, after: Cell): boolean {
  const rank = BEST_FIRST.indexOf(after.verdict);
  return rank > Math.max(0, BEST_FIRST.indexOf(before?.verdict ?? 'pass'));
}

/** Outcomes of the engine itself that are the very subject of some areas of mutants. */
const SUBJECT_OF: Readonly<Record<string, readonly string[]>> = {
  crashes: ['process', 'flood'],
  hangs: ['process'],
  disconnects: ['process'],
  floods: ['process'],
  injects: ['quoting', 'payload', 'lines'],
};

/** True when the outcome is one that the scenario lists, or one that the mutant is all about. */
export function isOwnOutcome({ scenarios }: Matrix, mutant: string, key: string, { outcome }: Cell): boolean {
  if (outcome === null) return false;
  const scenario = scenarios.find(({ id }) => id === key.split('#')[0]);
  if (scenario?.outcomes.some(({ name }) => name === outcome) === true) return true;
  const area = mutants.find(({ name }) => name === mutant)?.area ?? '';
  return SUBJECT_OF[outcome]?.includes(area) ?? false;
}
