/** A log of a session that cannot be read. */
export class LogError extends Error {
  override readonly name = 'LogError';
  readonly code = 'bad-log';

  /** @param line from 1 */
  constructor(file: string, line: number, what: string, mend: string) {
    super(`${file}:${line}:1: ${what}. ${mend}`);
  }
}
