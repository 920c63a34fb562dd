import { join } from 'node:path';
import { UsageError } from '../../harness/cli/usage-error.ts';
import { serveSample } from '../../harness/serve/testing/sample-page.ts';
import { pictureLines, sampleViews } from '../../harness/serve/testing/sample-views.ts';
import { launchBrowser, openPage, whyNoBrowser } from '../../reports/testing/browser.ts';

/**
 * The pictures of docs/serve.md.
 *
 * @param out the folder for them
 * @returns their paths
 * @throws UsageError without a browser
 */
export async function takeServePictures(out: string): Promise<string[]> {
  const missing = whyNoBrowser();
  if (missing !== null)
    throw new UsageError('no-browser', `No picture can be made: ${missing}.`, 'Then try again.');
  const browser = await launchBrowser();
  const { server } = await serveSample(sampleViews.step, pictureLines);
  try {
    const { page } = await openPage(browser, server.address, {
      viewport: { width: 1000, height: 800 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    await page.getByRole('heading', { name: 'Your turn' }).waitFor();
    await page.locator('.lines li').first().waitFor();
    const path = join(out, 'serve-step.png');
    await page.screenshot({ path });
    return [path];
  } finally {
    await browser.close();
    await server.close();
  }
}
