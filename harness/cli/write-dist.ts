import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProfileFile } from '../run/profile/schema.ts';
import { loadSuites } from './load-suites.ts';
import { bundlePageScript } from '../../reports/html/script.ts';
import { bundleServePage } from '../serve/page-assets.ts';
import { PROJECT_DIRECTORY } from './package-root.ts';
import { prepare } from './prepared-suite.ts';

// npm run build, and npm pack by itself: dist/, or the folder that is named, with the sources as JavaScript and their types, for the package.
const dist = process.argv[2] ?? join(PROJECT_DIRECTORY, 'dist');
await rm(dist, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(
  process.execPath,
  [compiler, '--project', join(PROJECT_DIRECTORY, 'tsconfig.build.json'), '--outDir', dist],
  {
    cwd: PROJECT_DIRECTORY,
    // What npm pack prints on its standard output is for programs.
    stdio: ['ignore', 2, 2],
  },
);
if (status !== 0) throw new Error(`tsc ended with ${String(status)}`);

// The browser's half of the page; a checkout bundles it when it is needed.
await writeFile(join(dist, 'reports/html/page-script.js'), bundlePageScript());
await writeFile(join(dist, 'harness/serve/page-script.js'), bundleServePage());

// Styles of the page, and schemas of older reports, are read as they are.
const entries = await Promise.all(
  ['reports', 'harness/serve/page'].map((folder) =>
    readdir(join(PROJECT_DIRECTORY, folder), { recursive: true, withFileTypes: true }),
  ),
);
for (const entry of entries.flat()) {
  if (!entry.isFile() || !/\.(css|json)$/.test(entry.name)) continue;
  if (entry.name === 'tsconfig.json') continue;
  const path = join(entry.parentPath, entry.name);
  await cp(path, join(dist, path.slice(PROJECT_DIRECTORY.length)));
}

await writeFile(join(dist, 'harness', 'run', 'profile', 'profile.schema.json'), JSON.stringify(ProfileFile));

// Compiling the suite takes longer than all else that a start needs.
await writeFile(join(dist, 'suite.v8'), prepare(await loadSuites([])));
