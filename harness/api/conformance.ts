import type { Report, Result } from '../../reports/model/report.ts';
import { failureText } from '../../reports/terminal/failure.ts';
import { visible } from '../../reports/visible.ts';
import { writeReports, type ReportFormatName } from '../../reports/write.ts';
import type { Scenario } from '../scenario/model.ts';
import type { RunClientOptions } from './options.ts';
import { play, prepare } from './run.ts';

/** What `conformance()` of a test runner takes. */
export interface ConformanceOptions extends RunClientOptions {
  /** The name of the group of tests; `CTCP conformance` by default. */
  readonly name?: string;
  /** When the whole run is stopped, in ms; ten minutes by default. What was not played by then fails. */
  readonly deadlineMs?: number;
  /** A folder for `report.json`, `report.html` and what `format` names; nothing is written without it. */
  readonly out?: string;
  readonly format?: readonly ReportFormatName[];
}

/** The client or the harness failed as a whole. The message says how, and what to do. */
export class ConformanceError extends Error {
  readonly code: 'untestable' | 'not-met';

  constructor(code: ConformanceError['code'], message: string) {
    super(message);
    this.name = 'ConformanceError';
    this.code = code;
    // A runner shows the stack; where in ctcpspec it was thrown is no use to anybody.
    this.stack = `${this.name}: ${message}`;
  }
}

/** What is to be said of one test. */
export type TestEnd =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: ConformanceError };

export const GATE_TEST = 'nothing else stands against the client';
const DEADLINE_MS = 600_000;
/** By then a run that was stopped has ended; only a fault of the harness takes longer. */
const STOP_MS = 60_000;

/** The run behind a group of tests: it is played once, by whoever asks first. */
export class ConformanceRun {
  readonly name: string;
  /** How long `report` takes at most, in ms. */
  readonly mostMs: number;
  /** By area, in the order of the suite. */
  readonly areas: ReadonlyMap<string, readonly Scenario[]>;
  readonly #play: () => Promise<Report>;
  #report: Promise<Report> | null = null;

  private constructor(
    options: ConformanceOptions,
    scenarios: readonly Scenario[],
    playAll: () => Promise<Report>,
  ) {
    this.name = options.name ?? 'CTCP conformance';
    this.mostMs = (options.deadlineMs ?? DEADLINE_MS) + STOP_MS;
    this.areas = byArea(scenarios);
    this.#play = playAll;
  }

  /** @throws InputError, UsageError for options that cannot be used */
  static async prepare(options: ConformanceOptions): Promise<ConformanceRun> {
    const prepared = await prepare(options);
    return new ConformanceRun(options, prepared.scenarios, async () => {
      const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
      const signal = options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]);
      const report = await play({ ...prepared, options: { ...options, signal } });
      const formats = new Set<ReportFormatName>(['json', 'html', ...(options.format ?? [])]);
      if (options.out !== undefined) await writeReports(report, options.out, [...formats]);
      return report;
    });
  }

  /** @throws ConformanceError `untestable` when the client could not be tested at all */
  async report(): Promise<Report> {
    this.#report ??= this.#play();
    const report = await this.#report;
    const finding = report.clients.flatMap(({ findings }) => findings).find(({ fatal }) => fatal);
    if (finding === undefined) return report;
    const lines = finding.transcript.slice(-12).map(({ from, bytes }) => `  ${from}: ${visible(bytes)}`);
    const said = lines.length === 0 ? '' : `\nThe end of what was said:\n${lines.join('\n')}`;
    throw new ConformanceError(
      'untestable',
      `The client cannot be tested (${finding.code}). ${finding.message.split('\n').map(visible).join('\n')}${said}`,
    );
  }

  /** What came of one scenario. */
  async end(id: string): Promise<TestEnd> {
    const report = await this.report();
    const [client] = report.clients;
    const result = client?.results.find((one) => one.id === id);
    if (client === undefined || result === undefined) return failed(`There is no result of ${id}.`);
    const complaints = client.gate.complaints.filter((one) => one.id !== null && scenarioOf(one.id) === id);
    if (complaints.length > 0 || !result.expected) {
      const sentences = complaints.map(({ message }) => `${visible(message)}\n`).join('');
      return failed(`${sentences}\n${textOf(report, result)}`);
    }
    return result.verdict === 'not-applicable'
      ? { kind: 'skipped', reason: visible(result.reason) }
      : { kind: 'passed' };
  }

  /** What came of the client as a whole: all that stands against it and is no matter of one scenario of this run. */
  async wholeEnd(): Promise<TestEnd> {
    const report = await this.report();
    const [client] = report.clients;
    if (client === undefined) return failed('There is no result at all.');
    const known = new Set(client.results.map(({ id }) => id));
    const reasons = client.gate.complaints
      .filter(({ id }) => id === null || !known.has(scenarioOf(id)))
      .map(({ message }) => visible(message));
    if (!report.run.complete)
      reasons.push(`The run is not complete: ${report.run.endedBy ?? 'it was stopped'}.`);
    if (reasons.length > 0) return failed(reasons.join('\n'));
    const isMet = client.gate.met || client.gate.complaints.length > 0;
    return isMet ? { kind: 'passed' } : failed('The gate is not met.');
  }
}

function failed(message: string): TestEnd {
  return { kind: 'failed', error: new ConformanceError('not-met', message) };
}

function textOf({ requirements }: Report, result: Result): string {
  return failureText(result, requirements, { width: 100, colours: false });
}

/** A complaint names a scenario, or one of its cases as `ID#CASE`. */
function scenarioOf(id: string): string {
  return id.split('#')[0] ?? id;
}

function byArea(scenarios: readonly Scenario[]): ReadonlyMap<string, readonly Scenario[]> {
  const areas = new Map<string, Scenario[]>();
  for (const scenario of scenarios) {
    const area = areas.get(scenario.area) ?? [];
    areas.set(scenario.area, [...area, scenario]);
  }
  return areas;
}
