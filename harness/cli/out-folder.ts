import { stat } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/**
 * Makes sure before anything is played that the reports can go there in the end.
 *
 * @throws UsageError `out-is-a-file`
 */
export async function checkOutFolder(out: string): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found !== null && !found.isDirectory())
    throw new UsageError(
      'out-is-a-file',
      `'${out}' is a file, and no folder for reports.`,
      'Give --out another name.',
    );
}
