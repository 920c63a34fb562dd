import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where the project's own data lives, wherever it is installed. */
export const SUITES_DIRECTORY = join(root, 'suites');
export const PROFILES_DIRECTORY = join(root, 'fixtures', 'clients');

export const TOOL_VERSION = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
).version;
