import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { ClientReport } from '../../reports/model/report.ts';
import { writeWhole } from '../../reports/write-whole.ts';
import type { Expectations } from '../expect/expectations.ts';
import type { GateRequest } from '../expect/gate.ts';
import type { Update } from '../expect/update.ts';
import { UsageError } from './usage-error.ts';

export interface ExpectOptions {
  readonly expect?: string;
  readonly updateExpect: boolean;
  readonly evenInCi: boolean;
  readonly reason: string;
  readonly clientVersion?: string;
}

/** What new entries say until somebody has looked. */
export const NO_REASON = 'not looked at yet';

export function withExpectations(command: Command): Command {
  return command
    .option('--expect <file>', 'what is known of the client: a change, for better or worse, fails the gate')
    .option('--update-expect', 'write what was found into the file of --expect', false)
    .option('--even-in-ci', 'let --update-expect write although CI is set', false)
    .option('--reason <text>', 'the reason of the entries that --update-expect adds', NO_REASON)
    .option('--client-version <version>', "the client's version, where it does not say it itself");
}

/**
 * @returns null without --expect, and for a file that is still to be written
 * @throws UsageError, InputError
 */
export async function readExpectations(
  options: ExpectOptions,
  { clients, env }: { clients: number; env: NodeJS.ProcessEnv },
): Promise<Expectations | null> {
  const { expect, updateExpect } = options;
  if (updateExpect && expect === undefined)
    throw new UsageError(
      'update-needs-file',
      '--update-expect was given without --expect.',
      'Say with --expect FILE what is to be written.',
    );
  if (updateExpect && isCi(env) && !options.evenInCi)
    throw new UsageError(
      'update-in-ci',
      'CI is set, and a pipeline that writes its own expectations checks nothing.',
      'Run --update-expect at your desk and commit the file, or add --even-in-ci if you mean it.',
    );
  if (expect === undefined) return null;
  if (clients > 1)
    throw new UsageError('one-expectations', '--expect fits one client only.', 'Run the clients one by one.');
  const { loadExpectations, shownPath } = await import('../expect/expectations.ts');
  const path = resolve(expect);
  if (updateExpect && (await textOf(path)) === null) return { file: shownPath(path), entries: [] };
  return loadExpectations(path);
}

/** Writes the file anew, if anything in it has to change. @returns what was changed */
export async function writeExpectations(
  { expect = '', reason }: ExpectOptions,
  client: ClientReport,
  request: GateRequest,
): Promise<Update['changes']> {
  const path = resolve(expect);
  const before = await textOf(path);
  const { updateExpectations } = await import('../expect/update.ts');
  const { text, changes } = updateExpectations(before, client, { ...request, reason });
  if (text === before) return changes;
  await mkdir(dirname(path), { recursive: true });
  await writeWhole(path, text);
  return changes;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isCi({ CI = '' }: NodeJS.ProcessEnv): boolean {
  return CI !== '' && CI !== '0' && CI.toLowerCase() !== 'false';
}
