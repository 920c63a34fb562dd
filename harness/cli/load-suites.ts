import { resolve } from 'node:path';
import { loadSuite } from '../scenario/load.ts';
import { BUILT_IN, type Suite } from '../scenario/model.ts';
import { PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';

/**
 * The built-in suite and those of the folders that were given.
 *
 * @throws InputError with every problem of every file
 */
export function loadSuites(directories: readonly string[]): Promise<Suite> {
  return loadSuite([
    { name: BUILT_IN, directory: SUITES_DIRECTORY, base: PROJECT_DIRECTORY },
    ...directories.map((directory) => ({ name: directory, directory: resolve(directory) })),
  ]);
}
