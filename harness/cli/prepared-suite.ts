import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { PreparedSuite } from '../scenario/load.ts';
import type { Suite } from '../scenario/model.ts';

/** Beside what was built of the sources: a checkout has none, and reads the YAML. */
export const PREPARED_SUITE = fileURLToPath(new URL('../../suite.v8', import.meta.url));

/** The bytes of a suite for `readPrepared`. Placeholders, maps and buffers stay what they are, as JSON has none. */
export function prepare({ scenarios, requirements, notes, hash }: Suite): Buffer {
  const prepared: PreparedSuite = { scenarios, requirements, notes, hash };
  return serialize(prepared);
}

/**
 * The compiled suite that belongs to this very build.
 *
 * @returns null where there is none, or when this Node cannot read what another one wrote: then the YAML counts
 */
export async function readPrepared(path: string = PREPARED_SUITE): Promise<PreparedSuite | null> {
  try {
    return deserialize(await readFile(path)) as PreparedSuite;
  } catch {
    return null;
  }
}
