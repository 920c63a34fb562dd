export type CaptureErrorCode = 'not-registered' | 'no-control';

/** A client that cannot be captured as it is. */
export class CaptureError extends Error {
  readonly code: CaptureErrorCode;

  constructor(code: CaptureErrorCode, message: string) {
    super(message);
    this.name = 'CaptureError';
    this.code = code;
  }
}
