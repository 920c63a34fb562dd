/** What went wrong, for programs: `listen-failed` the port cannot be had; the others are a wrong call by the harness. */
export type ServerErrorCode =
  'listen-failed' | 'not-registered' | 'bad-nick' | 'bad-host' | 'nick-taken' | 'bad-channel';

/** A fault of the harness or of this machine; nothing that a client sends makes one. */
export class ServerError extends Error {
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServerError';
    this.code = code;
  }
}
