import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoBrowser } from '../testing/browser.ts';
import { SamplePages, sampleReports } from '../testing/sample-pages.ts';
import { sampleClient, sampleReport } from '../testing/sample-report.ts';
const missing = whyNoBrowser();
describe.skipIf(missing !== null)('reports that are added to report.html', () => {
  let pages: SamplePages;

  beforeAll(async () => {
    pages = await SamplePages.start();
  });
  afterAll(() => pages.close());

  test('another report is added, and makes a matrix of the two', async () => {
    const { page, requests, complaints } = await pages.open('sample');
    const files = page.locator('[data-files]');
    const json = JSON.stringify(sampleReport({ clients: [sampleClient({ name: 'parchment' })] }));
    await files.setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from(json),
    });
    await page.getByRole('heading', { level: 1, name: '2 clients' }).waitFor();
    await page.getByRole('link', { name: 'Matrix' }).click();
    await page.locator('[data-cell]').first().waitFor();
    expect(await page.locator('[data-cell]').count()).toBe(24);
    await files.setInputFiles(await pages.file('several'));
    await page.getByRole('heading', { level: 1, name: '4 clients' }).waitFor();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a file that is dropped is added too', async () => {
    const { page } = await pages.open('sample');
    await page.evaluate(
      `(text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.json'));
        for (const type of ['dragover', 'drop']) dispatchEvent(new DragEvent(type, { dataTransfer: data, cancelable: true }));
      }`.replace(/^/, '(') + `)(${JSON.stringify(JSON.stringify(sampleReports.several))})`,
    );
    await page.getByRole('heading', { level: 1, name: '3 clients' }).waitFor();
    expect(await page.locator('[data-drop]').isVisible()).toBe(false);
  });

  test.each([
    ['no JSON', 'hello', /wrong\.json is not JSON/],
    ['another thing', '{"a":1}', /no 'schemaVersion'/],
    ['an older version', '{"schemaVersion":0}', /render wrong\.json --format json/],
    ['a broken report', '{"schemaVersion":1,"tool":{}}', /wrong\.json, at \//],
    ['another page', '<!doctype html><p>hello', /is a page, and no report/],
    ['a damaged page', '<!doctype html><script type="text/plain" id="data">AAAA</script>', /is damaged/],
  ])('%s is refused in a sentence, and the page stays as it is', async (_, text, says) => {
    const { page, complaints } = await pages.open('sample');
    const file = { name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await page.locator('[data-files]').setInputFiles(file);
    await page.getByRole('alert').getByText(says).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
    expect(complaints).toEqual([]);
  });
});
