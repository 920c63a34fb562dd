import type { Finding, TranscriptEntry } from '../../../reports/model/report.ts';

export type StartStep = 'start' | 'connect' | 'register' | 'ping' | 'join';

/** The client cannot be tested: which step failed, and what its author can do. Exit code 3. */
export class StartError extends Error {
  readonly code: string;
  readonly step: StartStep;
  readonly transcript: readonly TranscriptEntry[];

  constructor(code: string, step: StartStep, message: string, transcript: readonly TranscriptEntry[] = []) {
    super(message);
    this.name = 'StartError';
    this.code = code;
    this.step = step;
    this.transcript = transcript;
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
