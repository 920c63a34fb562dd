import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { schemaFiles } from './schema-files.ts';

// npm run schemas: writes the published JSON Schemas from their one source, the TypeBox definitions.
for (const { path, text } of schemaFiles()) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  process.stdout.write(`${path}\n`);
}
