import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stat } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { browserRequired, whyNoBrowser } from '../testing/browser.ts';
import { SamplePages, viewsOfOne } from '../testing/sample-pages.ts';
const missing = whyNoBrowser();
if (missing !== null && !browserRequired) console.warn(`report.html is not tested in a browser: ${missing}`);

test.runIf(browserRequired)('a browser is there, as CTCPSPEC_REQUIRE_REAL asks', () => {
  expect(missing).toBeNull();
});

const shown = (page: Page) => page.locator('main .row .what > .id').allInnerTexts();
const focused = (page: Page) => page.locator(':focus').innerText();

describe.skipIf(missing !== null)('report.html in a browser', () => {
  let pages: SamplePages;

  beforeAll(async () => {
    pages = await SamplePages.start();
  });
  afterAll(() => pages.close());

  test('opens from a file, without network and without a complaint', async () => {
    const { page, requests, complaints } = await pages.open('sample', '', { offline: true });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat 0.9.2');
    for (const hash of Object.values(viewsOfOne)) {
      await page.goto(await pages.address('sample', hash));
      await page.locator('main h1').waitFor();
    }
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('an address with nonsense in it shows the overview', async () => {
    const { page, complaints } = await pages.open('sample', '#?view=%E0%A4%A&client=99&r=gone&x=1');
    expect(await page.locator('main').getAttribute('data-view')).toBe('overview');
    expect(complaints).toEqual([]);
  });

  test('an address opens one result, and the way back leads to the list it was opened from', async () => {
    const { page } = await pages.open('sample', '#?view=results&q=verdict:fail');
    await page.getByRole('link', { name: 'A PING comes back with exactly the same parameters' }).click();
    await page.locator('main[data-view="result"]').waitFor();
    expect(page.url()).toContain('r=ping/echo-is-exact');
    expect(await page.title()).toContain('ping/echo-is-exact');
    expect(await page.locator('.case[open] .decides').innerText()).toContain('PING a b');
    await page.getByRole('link', { name: '← Back' }).click();
    await page.locator('main[data-view="results"]').waitFor();
    expect(await shown(page)).toHaveLength(3);
    expect(await focused(page)).toBe('A PING comes back with exactly the same parameters');
    await page.goBack();
    await page.locator('main[data-view="result"]').waitFor();
  });

  test('the way back from a result leads to the client that it was opened from', async () => {
    const { page } = await pages.open('several', '#?view=overview&client=1');
    const failure = page.getByRole('link', { name: 'A query that arrives in a NOTICE gets no reply' });
    await failure.first().click();
    await page.locator('main[data-view="result"]').waitFor();
    await page.keyboard.press('u');
    await page.locator('main[data-view="overview"]').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
  });

  test('an address of a failure shows its begin, and not where the summary tells of it', async () => {
    const { page } = await pages.open('sample', '#r=ping/echo-is-exact', {
      viewport: { width: 390, height: 400 },
    });
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  test('bytes, scenario and command are copied', async () => {
    const { page, complaints } = await pages.open('recorded', '#r=ping/answers', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const copied = async (name: string) => {
      await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      await page.getByRole('button', { name: 'Copied' }).waitFor({ state: 'hidden' });
      return String(await page.evaluate('navigator.clipboard.readText()'));
    };
    expect(await copied('Copy the command')).toBe(
      "npx ctcpspec run quillchat --filter 'ping/answers' --seed 4711",
    );
    expect(await copied('Copy the bytes')).toBe(
      '0.0 <- :p1!a@b.test PRIVMSG quill :\\x01PING 1\\x01\\r\\n\n1.0 -> NOTICE p1 :\\x01PING 1\\x01\\r\\n\n',
    );
    expect(await copied('Copy as a scenario')).toContain(
      "- raw: [':\\{peer} PRIVMSG \\{nick} :\\x01PING 1\\x01\\r\\n']",
    );
    expect(complaints).toEqual([]);
  });

  test('where nothing may be copied the text is there to select', async () => {
    const { page } = await pages.open('sample', '#r=ping/answers');
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByRole('button', { name: 'Copy the command' }).click();
    const text = page.getByRole('textbox', { name: 'Text to copy' });
    await text.waitFor();
    expect(await text.inputValue()).toContain('npx ctcpspec run quillchat');
  });

  test('the theme is chosen and remembered', async () => {
    const { page } = await pages.open('sample');
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    const button = page.getByRole('button', { name: 'Theme' });
    await button.click();
    await button.click();
    expect(await button.innerText()).toContain('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.locator('main[data-view]').waitFor();
    expect(await paper()).toBe(dark);
  });

  test('without a script the summary and the failures can be read', async () => {
    const { page, complaints } = await pages.load('sample', '#r=ping/echo-is-exact', {
      javaScriptEnabled: false,
    });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
    expect(await page.locator('.mend > li').count()).toBe(5);
    const failure = page.locator('[id="r=ping/echo-is-exact"]');
    expect(await failure.innerText()).toContain('Do not split the payload into words');
    expect(await page.locator('button, input').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('a browser that cannot unpack keeps the summary, and says so', async () => {
    const { page } = await pages.open('sample');
    await page.addInitScript('delete globalThis.DecompressionStream');
    await page.reload();
    await page.getByText('could not be unpacked').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
  });

  test('thirty clients by four hundred scenarios are small, and open', async () => {
    expect((await stat(await pages.file('large'))).size).toBeLessThan(5_000_000);
    const { page, complaints } = await pages.open('large', '#?view=matrix');
    await page.getByText('400 of 400 scenarios shown').waitFor();
    expect(await page.locator('[data-cell]').count()).toBe(12_000);
    await page.getByRole('searchbox').fill('area:area-3 verdict:fail');
    await page.getByText('20 of 400 scenarios shown').waitFor();
    await page.goto(await pages.address('large', '#?view=results'));
    await page.getByText('12000 of 12000 results shown').waitFor();
    expect(await page.locator('.row').count()).toBe(600);
    expect(complaints).toEqual([]);
  });

  test('what is printed has the failures in full behind it', async () => {
    const { page } = await pages.open('sample');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('[data-printed] .result').count()).toBe(5);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.tabs').isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('[data-printed]').count()).toBe(0);
  });
});
