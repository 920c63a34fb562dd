import type * as Esbuild from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly text: string;
  /** Its content security policy. */
  readonly policy?: string;
}

/** Beside this file in the package, where `npm run build` puts it. */
const built = new URL('./page-script.js', import.meta.url);
const source = new URL('./page/main.ts', import.meta.url);
/** In this order: what the report looks like, then what is only here. */
const styleSheets = ['../../reports/html/style/base.css', './page/page.css'] as const;

let known: { readonly script: string; readonly style: string } | null = null;

/**
 * The files of the live page, by name.
 *
 * @param port the only one that the page may talk to
 */
export function pageAssets(port: number): Readonly<Record<string, Asset>> {
  known ??= {
    script: existsSync(source) ? bundleServePage() : readFileSync(built, 'utf8'),
    style: styleSheets.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n'),
  };
  const hosts = ['127.0.0.1', 'localhost'].map((host) => `ws://${host}:${port}`).join(' ');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Some browsers do not take ws: for 'self'.
    `connect-src 'self' ${hosts}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return {
    'index.html': { type: 'text/html; charset=utf-8', text: PAGE, policy },
    'page.js': { type: 'text/javascript; charset=utf-8', text: known.script },
    'page.css': { type: 'text/css; charset=utf-8', text: known.style },
  };
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>ctcpspec serve</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="page.css" />
    <script src="page.js" defer></script>
  </head>
  <body>
    <noscript><p>This page needs JavaScript. Without it, answer in the terminal where ctcpspec runs.</p></noscript>
    <div id="page"></div>
  </body>
</html>
`;

/** Bundles the browser's code. esbuild is needed to work on this project and not to use it. */
export function bundleServePage(): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
