import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeWhole } from '../../reports/write-whole.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError `file-exists`: what somebody has written or edited is never replaced */
export async function refuseExisting(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new UsageError(
      'file-exists',
      `${path} is there already.`,
      'Take another name, or remove it first.',
    );
}

/**
 * Writes a file that must not be there yet, and the folders above it.
 *
 * @throws UsageError `file-exists`, `cannot-write`
 */
export async function writeNewFile(path: string, text: string): Promise<void> {
  await refuseExisting(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UsageError('cannot-write', `${path} cannot be written (${code}).`, 'Name another place.');
  }
}
