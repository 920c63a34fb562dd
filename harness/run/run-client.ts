import { setMaxListeners } from 'node:events';
import { cpus } from 'node:os';
import type { ClientReport, Finding, Result } from '../../reports/model/report.ts';
import { totalsOf } from '../../reports/model/totals.ts';
import { isPlayedStock, type Scenario } from '../scenario/model.ts';
import { MOST_ATTEMPTS } from './judge/attempts.ts';
import { whyNotApplicable } from './schedule/applicable.ts';
import type { ClientStarts } from './instance/client-starts.ts';
import type { Instance, InstanceOptions } from './instance/instance.ts';
import type { Knowledge } from './knowledge.ts';
import type { Item } from './play/play.ts';
import { buildResult, type CaseEnd } from './results.ts';
import { planFor, type Allowance, type Plan } from './schedule/allowance.ts';
import { ownStart } from './play/prelude.ts';
import { ServedStarts } from './instance/served-starts.ts';
import { Starts } from './instance/starts.ts';
import { Scheduler, SPARES } from './schedule/schedule.ts';
import type { Schedule } from './schedule/schedule-model.ts';
import type { RunOutcome, RunRequest } from './run-request.ts';
import { startAndDiscover } from './discovery/start-and-discover.ts';
import { SpentTime } from './spent.ts';
import { InterruptedError, StartError } from './instance/start-error.ts';
import { unblamedFinding } from './unblamed-finding.ts';

/** Plays the scenarios against one client and says what came of it. Throws only on a fault of the harness. */
export async function runClient(request: RunRequest): Promise<RunOutcome> {
  const run = new ClientRun(request);
  try {
    await run.play();
    return run.outcome({ untestable: false, interrupted: false });
  } catch (error) {
    if (error instanceof InterruptedError) return run.outcome({ untestable: false, interrupted: true });
    if (!(error instanceof StartError)) throw error;
    run.findings.push(error.finding(true));
    return run.outcome({ untestable: true, interrupted: false });
  }
}

/** Under a flood a client waits more than it works. */
const FLOODS_PER_CPU = 4;
const LIGHT_FLOODS_PER_CPU = 10;
const LIGHT_START_MS = 300;

/** What is supposed of a slow client as long as it is not known better. */
const QUEUE: Allowance = { kind: 'queue', burst: null, intervalMs: 0 };

class ClientRun {
  readonly findings: Finding[] = [];
  readonly #request: RunRequest;
  readonly #ends = new Map<string, Map<string, CaseEnd>>();
  readonly #results = new Map<string, Result>();
  #discovery: ClientReport['discovery'] = null;
  #jobs = 1;
  readonly #spent = new SpentTime();

  constructor(request: RunRequest) {
    this.#request = request;
  }

  async play(): Promise<void> {
    const { client, timeoutMs, host, keepHome, signal, onSession } = this.#request;
    const onHome = this.#request.onHome ?? ((): void => undefined);
    const onStarted = this.#spent.started;
    const instanceOptions: InstanceOptions = {
      spec: client.spec,
      timeoutMs,
      host,
      keepHome,
      signal,
      onHome,
      onStarted,
      ...(onSession === undefined ? {} : { onSession }),
    };
    // Each instance listens for the end of the run.
    setMaxListeners(0, signal);
    const starts = startsFor(instanceOptions);
    try {
      await this.#playOn(starts, instanceOptions);
    } finally {
      await starts.end();
    }
  }

  async #playOn(starts: ClientStarts, instanceOptions: InstanceOptions): Promise<void> {
    const { client, scenarios, seed, timeoutMs } = this.#request;
    const {
      instance: first,
      discovery,
      knowledge,
      reusable,
    } = await startAndDiscover(starts, {
      seed,
      timeoutMs,
      declines: client.declines,
      display: client.display,
      product: client.product,
      startAhead: (startMs, others) => this.#startAhead(starts, startMs, others),
    });
    let handedOver = false;
    try {
      this.#discovery = discovery;
      this.#request.onDiscovered?.(discovery);
      this.#request.onKnown?.(knowledge);
      const playable = itemsOf(scenarios).filter((item) => this.#isPlayable(item, knowledge, first));
      const timed = knowledge.control === null || knowledge.order !== 'kept';
      const plan = this.#planFor(knowledge.allowance, timed, discovery.startMs, starts);
      this.#jobs = plan.jobs;
      if (plan.lifetime !== null) starts.limit();
      if (reusable) handedOver = true;
      else await first.end();
      const inArea = (isStock: boolean): Item[] =>
        playable.filter(({ scenario }) => isPlayedStock(scenario) === isStock);
      const schedule = this.#schedule(knowledge, { items: inArea(false), instanceOptions, plan, starts });
      const content = new Scheduler({ ...schedule, first: reusable ? first : null }).run();
      if (starts.sparing) {
        await content;
        await this.#playFloodsAfter(inArea(true), knowledge, instanceOptions, starts);
        return;
      }
      // Floods are mostly waited for, and meanwhile the rest is played.
      const floods = this.#playFloods(inArea(true), knowledge, instanceOptions);
      const ends = await Promise.allSettled([content, floods]);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    } finally {
      if (!handedOver) await first.end();
    }
  }

  /** By the client's stock settings. */
  async #playFloods(items: readonly Item[], knowledge: Knowledge, usual: InstanceOptions): Promise<void> {
    if (items.length === 0) return;
    const instanceOptions = { ...usual, spec: this.#request.client.stock ?? usual.spec };
    const starts = new Starts(instanceOptions);
    const perCpu = (this.#discovery?.startMs ?? 0) <= LIGHT_START_MS ? LIGHT_FLOODS_PER_CPU : FLOODS_PER_CPU;
    const jobs = this.#request.jobs ?? perCpu * cpus().length;
    const plan: Plan = { window: 1, jobs, lifetime: null, carriesControl: false };
    try {
      await new Scheduler(this.#schedule(knowledge, { items, instanceOptions, plan, starts })).run();
    } finally {
      await starts.end();
    }
  }

  /** One after the other, on the one client that there is. */
  async #playFloodsAfter(
    items: readonly Item[],
    knowledge: Knowledge,
    instanceOptions: InstanceOptions,
    starts: ClientStarts,
  ): Promise<void> {
    const plan: Plan = { window: 1, jobs: 1, lifetime: null, carriesControl: false };
    await new Scheduler(this.#schedule(knowledge, { items, instanceOptions, plan, starts })).run();
  }

  #schedule(
    knowledge: Knowledge,
    parts: Pick<Schedule, 'items' | 'instanceOptions' | 'plan' | 'starts'>,
  ): Schedule {
    return {
      ...parts,
      knowledge,
      first: null,
      attempts: this.#request.attempts ?? MOST_ATTEMPTS,
      onHold: this.#request.onHold ?? null,
      onSettled: (item, settled) => {
        this.#request.onSettled?.(item, settled);
        this.#end(item, { kind: 'settled', settled });
      },
      onNotApplicable: (item, why) => this.#end(item, { kind: 'not-applicable', ...why }),
      onLost: (item, error) => {
        this.#end(item, {
          kind: 'lost',
          sentence: `the client could not be started again: ${error.message}`,
        });
        if (!this.findings.some((finding) => finding.code === error.code))
          this.findings.push(error.finding(false));
      },
      onFault: (item, error) =>
        this.#end(item, {
          kind: 'harness-error',
          sentence: `a fault of the harness: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        }),
      onUnblamed: (blamed, result, instance) =>
        this.findings.push(unblamedFinding(blamed, result.observations[0]?.ending?.note ?? '', instance)),
    };
  }

  /** What waits for its own send queue is started early: many a slow client is slowest just after its start. */
  #startAhead(starts: ClientStarts, startMs: number, others: number): void {
    const { scenarios, seed } = this.#request;
    const { jobs } = this.#planFor(QUEUE, false, startMs, starts);
    const items = itemsOf(scenarios.filter((scenario) => !isPlayedStock(scenario)));
    // First those that discovery waits for: so many at once slow each other down.
    const up = starts.prefetch(others);
    void up.then(() => starts.prefetch(Math.min(items.length, jobs) + SPARES));
    const owned = items.filter(({ scenario }) => scenario.setupKey !== '').slice(0, jobs);
    const counts = new Map<string, number>();
    for (const item of owned) {
      const own = ownStart(item, seed, 0);
      const count = (counts.get(own?.setupKey ?? '') ?? 0) + 1;
      counts.set(own?.setupKey ?? '', count);
      void up.then(() => starts.prefetch(count, own));
    }
  }

  #planFor(allowance: Allowance, timed: boolean, startMs: number, { sparing }: ClientStarts): Plan {
    const { window } = this.#request;
    const jobs = sparing ? 1 : this.#request.jobs;
    return planFor({ allowance, timed, startMs, cpus: cpus().length, jobs, window: window ?? null });
  }

  outcome(ended: { untestable: boolean; interrupted: boolean }): RunOutcome {
    const { client, scenarios } = this.#request;
    if (ended.interrupted) {
      for (const scenario of scenarios) {
        for (const one of scenario.cases) {
          if (this.#ends.get(scenario.id)?.has(one.name) !== true)
            this.#end({ scenario, case: one }, { kind: 'interrupted' });
        }
      }
    }
    const results = scenarios.flatMap((scenario) => this.#results.get(scenario.id) ?? []);
    return {
      report: {
        name: client.name,
        version: this.#discovery?.version ?? null,
        profile: client.profile,
        command: client.command,
        choice: client.choice,
        settings: client.settings,
        ...(client.spec.transport === undefined ? {} : { transport: client.spec.transport }),
        discovery: this.#discovery,
        findings: this.findings,
        spent: this.#spent.of(results),
        totals: totalsOf(results.filter(({ scored }) => scored)),
        results,
      },
      jobs: this.#jobs,
      ...ended,
    };
  }

  #isPlayable(item: Item, knowledge: Knowledge, instance: Instance): boolean {
    const why = whyNotApplicable(item, knowledge, instance.client);
    if (why !== null) this.#end(item, { kind: 'not-applicable', ...why });
    return why === null;
  }

  #end({ scenario, case: one }: Item, end: CaseEnd): void {
    const ends = this.#ends.get(scenario.id) ?? new Map<string, CaseEnd>();
    this.#ends.set(scenario.id, ends);
    ends.set(one.name, end);
    if (ends.size < scenario.cases.length) return;
    const ordered = new Map(
      scenario.cases.flatMap((own) => {
        const known = ends.get(own.name);
        return known === undefined ? [] : [[own.name, known] as const];
      }),
    );
    const { suite, standard, gate, client, replay } = this.#request;
    const result = buildResult(scenario, ordered, {
      suite,
      standard,
      gate,
      settings: isPlayedStock(scenario) && client.stock != null ? 'stock' : client.settings,
      replay,
    });
    this.#results.set(scenario.id, result);
    this.#request.onResult?.(result, this.#results.size, this.#request.scenarios.length);
  }
}

function startsFor(options: InstanceOptions): ClientStarts {
  const { spec } = options;
  return 'served' in spec ? new ServedStarts(options, spec) : new Starts(options);
}

function itemsOf(scenarios: readonly Scenario[]): Item[] {
  return scenarios.flatMap((scenario) => scenario.cases.map((one): Item => ({ scenario, case: one })));
}
