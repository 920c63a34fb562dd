import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequirementSet } from '../scenario/requirement-set-file.ts';
import { underSet } from '../scenario/requirement-set.ts';
import type { Suite } from '../scenario/model.ts';
import { SUITES_DIRECTORY } from './package-root.ts';
import { UsageError } from './usage-error.ts';

export const SETS_DIRECTORY = join(SUITES_DIRECTORY, 'sets');

/** The dates of the frozen sets, oldest first. */
export async function setDates(): Promise<string[]> {
  return (await readdir(SETS_DIRECTORY)).flatMap((name) => /^(.+)\.yaml$/.exec(name)?.[1] ?? []).sort();
}

/** @throws UsageError for a date of which there is no set, with those that there are */
export async function requirementSet(date: string): Promise<RequirementSet> {
  const dates = await setDates();
  if (!dates.includes(date)) {
    throw new UsageError(
      'unknown-requirements',
      `There is no set of requirements '${date}'.`,
      `There are: ${dates.join(', ')}.`,
    );
  }
  const { loadRequirementSet } = await import('../scenario/requirement-set-file.ts');
  return loadRequirementSet(join(SETS_DIRECTORY, `${date}.yaml`));
}

/** The suite as the set of that date sees it; null: as it is. */
export async function suiteOf(suite: Suite, date: string | null): Promise<Suite> {
  return date === null ? suite : underSet(suite, await requirementSet(date));
}
