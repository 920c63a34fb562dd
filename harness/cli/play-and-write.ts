import { resolve } from 'node:path';
import type { ClientReport, Report } from '../../reports/model/report.ts';
import { Progress } from '../../reports/terminal/progress.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { withGate } from '../expect/gate.ts';
import { runClient } from '../run/run-client.ts';
import type { ClientUnderTest } from '../run/run-request.ts';
import type { Scenario, Suite } from '../scenario/model.ts';
import { HELD_TIMEOUT_MS, holderOf } from './hold.ts';
import type { Interrupts } from './interrupts.ts';
import { LiveReport } from './live-report.ts';
import { replayLine } from './replay-line.ts';
import type { RunOptions } from './run-options.ts';
import type { Plan } from './run-plan.ts';
import { reportOf, startOf } from './run-report.ts';
import { changesText, updated } from './update-expectations.ts';
import { printReport, writeReport } from './write-report.ts';

/** Plays what is planned and writes all reports. @returns the report, whose gate says how the run came out */
export async function playAndWrite(plan: Plan, options: RunOptions, interrupts: Interrupts): Promise<Report> {
  const style = styleFor(process.stdout, process.env);
  const progress = new Progress(process.stdout, style);
  const startedAt = new Date();
  const out = resolve(plan.out);
  const start = startOf({ ...plan, options, startedAt });
  const live = options.format.includes('jsonl') ? new LiveReport(out, start) : null;
  const reports: ClientReport[] = [];
  let complete = true;
  let jobs = 1;
  for (const { client, scenarios } of plan.parts) {
    if (interrupts.signal.aborted) {
      complete = false;
      break;
    }
    live?.client(client);
    const outcome = await playOne(client, {
      suite: plan.suite,
      scenarios,
      options,
      progress,
      live,
      signal: interrupts.signal,
    });
    live?.played(outcome.report);
    reports.push(withGate(outcome.report, plan.gate));
    jobs = Math.max(jobs, outcome.jobs);
    complete &&= !outcome.interrupted;
  }
  progress.end();
  const changes = options.updateExpect && complete ? await updated(reports, options, plan.gate) : [];
  const report = reportOf(reports, {
    suite: plan.suite,
    start,
    startedAt,
    jobs,
    endedBy: complete ? null : (interrupts.by() ?? 'an interruption'),
  });
  const written = await writeReport(report, out, { formats: options.format, live });
  await printReport(report, written, {
    verbose: options.verbose,
    changes: changes.length > 0 ? changesText(changes, options.expect ?? '') : null,
  });
  return report;
}

async function playOne(
  client: ClientUnderTest,
  run: {
    suite: Suite;
    scenarios: readonly Scenario[];
    options: RunOptions;
    progress: Progress;
    live: LiveReport | null;
    signal: AbortSignal;
  },
): Promise<Awaited<ReturnType<typeof runClient>>> {
  const { suite, scenarios, options, progress, live, signal } = run;
  let failed = 0;
  progress.update({ done: 0, total: scenarios.length, failed, now: `starting ${client.name}` });
  const holder = options.hold ? holderOf(signal) : null;
  const outcome = await runClient({
    client,
    suite,
    scenarios,
    signal,
    standard: options.standard,
    gate: options.gate,
    seed: options.seed,
    jobs: options.hold ? 1 : (options.jobs ?? null),
    window: options.window ?? null,
    onHold: holder?.hold ?? null,
    timeoutMs: options.hold ? HELD_TIMEOUT_MS : options.timeout,
    host: options.host,
    keepHome: options.keepHome,
    onHome: (home) => progress.say(`${client.name}: its home is ${home}`),
    replay: replayLine(client, {
      seed: options.seed,
      suites: options.suite,
      profileFile: options.profile ?? null,
      exec: options.exec ?? null,
    }),
    onDiscovered: (discovery) => {
      live?.discovered(discovery);
      const { control, order, startMs } = discovery;
      const found = control === null ? 'answers no CTCP query' : `answers ${control.query}, order ${order}`;
      progress.say(`${client.name}: started in ${startMs} ms, ${found}`);
    },
    onResult: (result, done, total) => {
      if (result.verdict === 'fail') failed += 1;
      live?.result(result);
      progress.result(result);
      progress.update({ done, total, failed, now: result.id });
    },
  });
  holder?.close();
  return outcome;
}
