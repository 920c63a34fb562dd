export type ReportErrorCode = 'report-not-found' | 'report-not-json' | 'report-invalid' | 'report-truncated';

/** A report that cannot be used. The message names the file and the place and says what to do. */
export class ReportError extends Error {
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReportError';
    this.code = code;
  }
}
