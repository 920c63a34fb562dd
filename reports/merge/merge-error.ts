export type MergeErrorCode =
  'differ' | 'same-client-twice' | 'shard-twice' | 'scenario-twice' | 'shards-missing';

/** Reports that cannot be merged. The message names the files and says what to do. */
export class MergeError extends Error {
  readonly code: MergeErrorCode;

  constructor(code: MergeErrorCode, message: string) {
    super(message);
    this.name = 'MergeError';
    this.code = code;
  }
}
