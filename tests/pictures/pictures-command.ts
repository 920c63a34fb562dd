import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runScript } from '../../harness/cli/script.ts';
import { UsageError } from '../../harness/cli/usage-error.ts';
import { htmlReport } from '../../reports/html/page.ts';
import { readReport } from '../../reports/read.ts';
import { launchBrowser, openPage, whyNoBrowser } from '../../reports/testing/browser.ts';
import { root } from '../fixture-run.ts';
import { picturesOf, publicPart } from './pictures.ts';

// npm run pictures -- REPORT.json: makes the pictures of README.md and docs/report.md, in docs/images or the folder
// that --out names. The report is a merge of several clients, each played with its known results:
//   npx ctcpspec run irssi --expect fixtures/clients/irssi/expect.yaml --out ctcp-report/irssi
// npm run pictures -- --serve: makes those of docs/serve.md, which need no report.
await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: join(root, 'docs/images') },
      serve: { type: 'boolean', default: false },
    },
  });
  if (values.serve) {
    const { takeServePictures } = await import('./serve-pictures.ts');
    for (const path of await takeServePictures(values.out)) process.stdout.write(`${path}\n`);
    return;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(
      'no-report',
      'Which report is to be pictured?',
      'Write: npm run pictures -- REPORT.json',
    );
  const missing = whyNoBrowser();
  if (missing !== null)
    throw new UsageError('no-browser', `No picture can be made: ${missing}.`, 'Then try again.');
  const report = publicPart(await readReport(file));
  const pictures = picturesOf(report);
  const folder = await mkdtemp(join(tmpdir(), 'ctcpspec-pictures-'));
  const browser = await launchBrowser();
  try {
    const page = join(folder, 'report.html');
    await writeFile(page, htmlReport(report));
    for (const { name, address, width, height, colorScheme } of pictures) {
      const { page: shown } = await openPage(browser, `${pathToFileURL(page).href}#${address}`, {
        viewport: { width, height },
        colorScheme,
      });
      await shown.locator('main[data-view]').waitFor();
      await shown.screenshot({ path: join(values.out, `${name}.png`) });
      process.stdout.write(`${join(values.out, `${name}.png`)}\n`);
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
});
