import { existsSync } from 'node:fs';
import { URL } from 'node:url';

// A checkout has the sources, which tsx reads as they are; the package has what was built of them.
const source = new URL('./main.ts', import.meta.url);
const built = new URL('../../dist/harness/cli/main.js', import.meta.url);

async function loadMain() {
  if (!existsSync(source)) return import(built.href);
  let tsx;
  try {
    tsx = await import('tsx/esm/api');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write('A checkout of ctcpspec needs its packages first: run `npm ci` in its folder.\n');
    return { main: async () => 2 };
  }
  tsx.register();
  return import(source.href);
}

const { main } = await loadMain();
process.exitCode = await main(process.argv.slice(2));
