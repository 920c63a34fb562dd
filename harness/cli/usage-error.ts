/** The command line asks for something that does not exist. Exit code 2. */
export class UsageError extends Error {
  readonly code: string;

  /** @param mend what to do next; it becomes part of the message */
  constructor(code: string, what: string, mend: string) {
    super(`${what} ${mend}`);
    this.name = 'UsageError';
    this.code = code;
  }
}
