import { writeFile } from 'node:fs/promises';
import { docsFiles } from './docs-files.ts';
import { runScript } from './script.ts';

// npm run docs: writes the generated pages that need no client; `npm run kill-matrix` writes the one that does.
await runScript(async () => {
  for (const { path, text } of await docsFiles()) {
    await writeFile(path, text);
    process.stdout.write(`${path}\n`);
  }
});
