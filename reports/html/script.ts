import type * as Esbuild from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Beside this file in the package, where `npm run build` puts it. */
const built = new URL('./page-script.js', import.meta.url);
const source = new URL('./live/main.ts', import.meta.url);

let known: string | null = null;

/** The script of the page: built in a package, in a checkout bundled when the first page is written. */
export function pageScript(): string {
  known ??= existsSync(source) ? bundlePageScript() : readFileSync(built, 'utf8');
  return known;
}

/**
 * Bundles the browser's code. esbuild is needed to work on this project and not to use it, so it is looked for only
 * here.
 */
export function bundlePageScript(): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    // Browsers that know DecompressionStream and light-dark().
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing that cannot be seen in the page, and nothing of the machine that built it.
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
