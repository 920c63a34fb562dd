import { resolve } from 'node:path';
import type { ClientReport, Report } from '../../../reports/model/report.ts';
import type { GateRequest } from '../../expect/gate.ts';
import { withGate } from '../../expect/gate.ts';
import type { RunOutcome } from '../../run/run-request.ts';
import type { Suite } from '../../scenario/model.ts';
import { reportOf, startOf } from '../run-report.ts';
import { writeReport, type Written } from '../write-report.ts';
import type { ServeOptions } from './serve-options.ts';

/** The report of all clients that were played so far, written anew after each of them. */
export class ServeReports {
  readonly #suite: Suite;
  readonly #gate: GateRequest;
  readonly #options: ServeOptions;
  readonly #narrowed: readonly string[];
  readonly #startedAt = new Date();
  readonly #clients: ClientReport[] = [];
  #isComplete = true;
  #writing: Promise<void> = Promise.resolve();
  #written: Written | null = null;
  #report: Report | null = null;

  constructor(
    suite: Suite,
    options: ServeOptions,
    about: { gate: GateRequest; narrowed: readonly string[] },
  ) {
    this.#suite = suite;
    this.#options = options;
    this.#gate = about.gate;
    this.#narrowed = about.narrowed;
  }

  /** Null before there is one. */
  get written(): { readonly report: Report; readonly written: Written } | null {
    return this.#report === null || this.#written === null
      ? null
      : { report: this.#report, written: this.#written };
  }

  /** The path of report.html; null before it is there. */
  get page(): string | null {
    return this.#written?.files.find((file) => file.endsWith('.html')) ?? null;
  }

  /** Takes in what came of a client, and writes everything. */
  async add({ report, interrupted }: RunOutcome): Promise<void> {
    this.#clients.push(withGate(report, this.#gate));
    this.#isComplete &&= !interrupted;
    // One after the other: they are the same files.
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #write(): Promise<void> {
    const { out, format } = this.#options;
    const start = startOf({
      suite: this.#suite,
      options: this.#options,
      startedAt: this.#startedAt,
      narrowed: this.#narrowed,
    });
    const folder = resolve(out);
    const report = reportOf(this.#clients, {
      suite: this.#suite,
      start,
      startedAt: this.#startedAt,
      jobs: 1,
      endedBy: this.#isComplete ? null : 'the person at the client',
    });
    this.#written = await writeReport(report, folder, { formats: format, live: null });
    this.#report = report;
  }
}
