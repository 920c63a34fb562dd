/** Why a text in byte notation was refused. Stable: programs may match on it. */
export type NotationErrorCode =
  | 'raw-character'
  | 'unknown-escape'
  | 'incomplete-hex'
  | 'dangling-backslash'
  | 'placeholder'
  | 'bad-placeholder'
  | 'unclosed'
  | 'bad-count'
  | 'too-long'
  | 'too-deep';

/** A text that is not byte notation. The message says how to mend the text. */
export class NotationError extends Error {
  override readonly name = 'NotationError';
  readonly code: NotationErrorCode;
  /** Where in the text the fault begins, as a UTF-16 index. */
  readonly offset: number;

  constructor(code: NotationErrorCode, offset: number, message: string) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}
