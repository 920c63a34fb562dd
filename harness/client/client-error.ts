export type ClientStartCode =
  | 'bad-command'
  | 'bad-spec'
  | 'bad-working-directory'
  | 'client-not-found'
  | 'client-not-executable'
  | 'client-cannot-start'
  | 'pty-unavailable';

/** The client could not be started. The message says what to do next. */
export class ClientStartError extends Error {
  readonly code: ClientStartCode;

  constructor(code: ClientStartCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ClientStartError';
    this.code = code;
  }
}

export type ClientActionCode =
  | 'no-such-action'
  | 'missing-value'
  | 'line-break-in-value'
  | 'client-exited'
  | 'input-missing'
  | 'input-blocked'
  | 'action-failed';

/** A user action could not be made in the client. The message says what to do next. */
export class ClientActionError extends Error {
  readonly code: ClientActionCode;

  constructor(code: ClientActionCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ClientActionError';
    this.code = code;
  }
}

/** The system's own word for an error (`ENOENT`), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
