import { execFileSync } from 'node:child_process';
import { root } from '../fixture-run.ts';

const REFERENCE = 'node fixtures/reference/client.js {host} {port} {nick}';

export const referenceCommand = REFERENCE;
export const secondReferenceCommand = 'python3 fixtures/reference/python/client.py {host} {port} {nick}';

export interface MutantName {
  readonly name: string;
  readonly area: string;
  readonly defect: string;
  /** Real clients that had it, with the place where it was reported; may be empty. */
  readonly source: string;
}

/** The mutants, as the reference client itself lists them. */
export const mutants: readonly MutantName[] = execFileSync(
  process.execPath,
  ['fixtures/reference/client.js', '--list-mutants'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', area = '', defect = '', source = ''] = line.split('\t');
    return { name, area, defect, source };
  });

export function mutantCommand(name: string): string {
  return `${REFERENCE} --mutant ${name}`;
}

export function oddCommand(name: string): string {
  return `node fixtures/odd/client.js {host} {port} {nick} --odd ${name}`;
}

/** Correct clients that make other choices than the two references, quick enough to be in the matrix. */
export const choices = [
  'ping-and-version-only',
  'version-only',
  'channel-silent',
  'echo-cuts',
  'errmsg-by-notice',
  'lf-only',
  'splits-long-replies',
  'time-by-ctime',
  'delimiters-to-spaces',
  'target-may-be-missing',
  'refuses-typed-line-breaks',
  'trims-typed-actions',
  'answers-the-server',
  'waits-to-reconnect',
  'comes-back',
  'dcc-by-other-habits',
] as const;

/** Mutants whose defect shows in most scenarios: played against all of them, they tell apart most of what is judged. */
export const broad: ReadonlySet<string> = new Set([
  'replies-by-privmsg',
  'replies-twice',
  'greets',
  'reply-without-closing-delimiter',
  'reply-without-command',
  'replies-to-full-source',
  'answers-every-frame',
  'errmsg-to-unknown',
]);

/** Mutants that mix up what is in flight together: where they are caught is a matter of company. */
export const unsteady: ReadonlySet<string> = new Set(['swaps-peers', 'shares-reply-buffer']);
