import { writeFile } from 'node:fs/promises';
import { InputError } from '../scenario/input-error.ts';
import { docsFiles } from './docs-files.ts';

// npm run docs: writes the generated pages that need no client; `npm run kill-matrix` writes the one that does.
try {
  for (const { path, text } of await docsFiles()) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
