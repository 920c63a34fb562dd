import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_DIRECTORY } from './package-root.ts';
import { schemaFiles } from './schema-files.ts';

test.each(schemaFiles().map(({ path, text }) => [relative(PROJECT_DIRECTORY, path), path, text] as const))(
  '%s is up to date (npm run schemas)',
  async (_, path, text) => {
    expect(await readFile(path, 'utf8')).toBe(text);
  },
);
