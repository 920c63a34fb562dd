import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Where the project's own data lives, wherever it is installed. */
export const PROJECT_DIRECTORY = fileURLToPath(new URL('../..', import.meta.url));

export const SUITES_DIRECTORY = join(PROJECT_DIRECTORY, 'suites');
export const PROFILES_DIRECTORY = join(PROJECT_DIRECTORY, 'fixtures', 'clients');

export const TOOL_VERSION = (
  JSON.parse(readFileSync(join(PROJECT_DIRECTORY, 'package.json'), 'utf8')) as { version: string }
).version;
