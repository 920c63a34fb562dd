import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** The folder of package.json: this file stands one folder deeper when it was built. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`${import.meta.url} lies in no package`);
    folder = above;
  }
  return folder;
}

/** Where the project's own data lives, wherever it is installed. */
export const PROJECT_DIRECTORY = packageRoot();

export const SUITES_DIRECTORY = join(PROJECT_DIRECTORY, 'suites');
export const PROFILES_DIRECTORY = join(PROJECT_DIRECTORY, 'fixtures', 'clients');

export const TOOL_VERSION = (
  JSON.parse(readFileSync(join(PROJECT_DIRECTORY, 'package.json'), 'utf8')) as { version: string }
).version;
