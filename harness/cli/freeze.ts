import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeWhole } from '../../reports/write-whole.ts';
import type { RequirementSet } from '../scenario/requirement-set-file.ts';
import { freeze } from '../scenario/requirement-set.ts';
import type { Suite } from '../scenario/model.ts';
import { UsageError } from './usage-error.ts';

/** The text of a set's file. */
export function setText(set: RequirementSet): string {
  const about =
    '# What counted on this date: generated once by `npm run freeze`, and never changed afterwards.\n';
  // Flow style: a line for each rule and each scenario.
  const lines = (entries: Record<string, unknown>): string =>
    Object.entries(entries)
      .map(([key, value]) => `  ${key}: ${flow(value)}\n`)
      .join('');
  return `${about}set: '${set.set}'\nrules:\n${lines(set.rules)}scenarios:\n${lines(set.scenarios)}`;
}

function flow(value: unknown): string {
  return stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: !Array.isArray(value),
  })
    .trimEnd()
    .replace(/\s*\n\s*/g, ' ');
}

/**
 * Writes the set of a date.
 *
 * @returns its path
 * @throws UsageError for what is not a year and a month, and for a set that is there: what is frozen stays
 */
export async function freezeSuite(
  suite: Suite,
  date: string | undefined,
  directory: string,
): Promise<string> {
  if (date === undefined || !/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(date)) {
    throw new UsageError('bad-date', `'${date ?? ''}' is not a year and a month.`, 'Write it like 2026-12.');
  }
  const path = join(directory, `${date}.yaml`);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) {
    throw new UsageError('frozen', `${path} is frozen.`, 'Give the new set a later date.');
  }
  await mkdir(directory, { recursive: true });
  await writeWhole(path, setText(freeze(suite, date)));
  return path;
}
