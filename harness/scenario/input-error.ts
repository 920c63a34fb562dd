/** One thing that is wrong with an input file, at a place that an editor can jump to. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/** Input that cannot be used. The command line ends with exit code 2 and prints every problem. */
export class InputError extends Error {
  readonly code = 'bad-input';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** `file:line:column: message. mend` */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}. ${problem.mend}`;
}
