import { freezeSuite } from './freeze.ts';
import { loadSuites } from './load-suites.ts';
import { SETS_DIRECTORY } from './requirement-sets.ts';
import { runScript } from './script.ts';

// npm run freeze -- 2026-12: writes the set of requirements of that date.
await runScript(async () => {
  const path = await freezeSuite(await loadSuites([]), process.argv[2], SETS_DIRECTORY);
  process.stdout.write(`${path}\n`);
});
