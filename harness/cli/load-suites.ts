import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadSuite, type SuiteFolder } from '../scenario/load.ts';
import { BUILT_IN, type Suite } from '../scenario/model.ts';
import { PROJECT_DIRECTORY, SUITES_DIRECTORY } from './package-root.ts';
import { readPrepared } from './prepared-suite.ts';

const OURS: SuiteFolder = { name: BUILT_IN, directory: SUITES_DIRECTORY, base: PROJECT_DIRECTORY };

/**
 * The built-in suite and those of the folders that were given.
 *
 * @throws InputError with every problem of every file
 */
export function loadSuites(directories: readonly string[]): Promise<Suite> {
  return loadSuite(
    [OURS, ...directories.map((directory) => ({ name: directory, directory: resolve(directory) }))],
    readPrepared,
  );
}

/**
 * The built-in suite and one file of scenarios, with the requirements.yaml beside it or in the folder above.
 *
 * @throws InputError with every problem of every file
 */
export function loadSuiteFile(file: string): Promise<Suite> {
  const beside = dirname(resolve(file));
  const directory = [beside, dirname(beside)].find((one) => existsSync(join(one, 'requirements.yaml')));
  return loadSuite([OURS, { name: file, directory: directory ?? beside, only: resolve(file) }], readPrepared);
}
