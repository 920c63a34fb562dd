import type { Finding, TranscriptEntry } from '../../../reports/model/report.ts';
import type { StartStep, TakenStep } from './start-steps.ts';

/** The client cannot be tested: which step failed, and what its author can do. Exit code 3. */
export class StartError extends Error {
  readonly code: string;
  readonly step: StartStep;
  readonly transcript: readonly TranscriptEntry[];
  /** What it had done before. */
  readonly taken: readonly TakenStep[];

  constructor(
    code: string,
    step: StartStep,
    message: string,
    transcript: readonly TranscriptEntry[] = [],
    taken: readonly TakenStep[] = [],
  ) {
    super(message);
    this.name = 'StartError';
    this.code = code;
    this.step = step;
    this.transcript = transcript;
    this.taken = taken;
  }

  finding(fatal: boolean): Finding {
    return {
      code: this.code,
      step: this.step,
      message: this.message,
      fatal,
      transcript: [...this.transcript],
    };
  }
}

/** The run was stopped from outside (Ctrl-C). */
export class InterruptedError extends Error {
  readonly code = 'interrupted';

  constructor() {
    super('The run was interrupted.');
    this.name = 'InterruptedError';
  }
}
