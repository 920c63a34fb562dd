import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequired, launchBrowser, openPage, whyNoBrowser } from '../testing/browser.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { incompleteReport, sampleClient, sampleReport } from '../testing/sample-report.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { htmlReport } from './page.ts';

const missing = whyNoBrowser();
if (missing !== null && !browserRequired) console.warn(`report.html is not tested in a browser: ${missing}`);

test.runIf(browserRequired)('a browser is there, as CTCPSPEC_REQUIRE_REAL asks', () => {
  expect(missing).toBeNull();
});

// What runs in the page is given as text: the types of the browser are no business of this project's other code.
const openEverything = "for (const one of document.querySelectorAll('details')) one.open = true";

/** The ids of some results, without the `r=` that they have in the page. */
async function idsOf(results: Locator): Promise<string[]> {
  const ids: string[] = [];
  for (const one of await results.all()) ids.push((await one.getAttribute('id'))?.slice(2) ?? '');
  return ids;
}

const shown = (page: Page) => idsOf(page.locator('.result:visible'));

describe.skipIf(missing !== null)('report.html in a browser', () => {
  let browser: Browser;
  let dir = '';
  const at = (name: string, hash = '') => `${pathToFileURL(join(dir, `${name}.html`)).href}${hash}`;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ctcpspec-page-'));
    const few = sampleResults.slice(0, 5);
    const several = sampleReport({
      clients: [sampleClient({ results: few }), sampleClient({ name: 'parchment', results: few })],
    });
    const pages = {
      sample: sampleReport(),
      incomplete: incompleteReport(),
      several,
      hostile: hostileReport(several),
    };
    for (const [name, report] of Object.entries(pages))
      await writeFile(join(dir, `${name}.html`), htmlReport(report));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await rm(dir, { recursive: true });
  });

  test('opens from a file, without network and without a complaint', async () => {
    const { page, requests, complaints } = await openPage(browser, at('sample'));
    await page.getByRole('button', { name: 'Open all shown' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('quillchat 0.9.2');
    expect(await page.getByRole('status').textContent()).toBe('12 of 12 results shown');
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('filters narrow the list, say how many are left, and survive a reload', async () => {
    const { page } = await openPage(browser, at('sample'));
    await page.getByRole('checkbox', { name: 'fail' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'pass' }).check({ force: true });
    await page.getByLabel('Area').selectOption('ping');
    const expected = ['ping/echo-is-exact', 'ping/answers', 'ping/long-payload'];
    expect(await shown(page)).toEqual(expected);
    await page.getByRole('searchbox').fill('OCTETS comes');
    expect(await shown(page)).toEqual(['ping/long-payload']);
    expect(page.url()).toContain('#?verdict=fail,pass&area=ping&q=OCTETS+comes');
    await page.reload();
    expect(await shown(page)).toEqual(['ping/long-payload']);
    expect(await page.getByRole('status').textContent()).toBe('1 of 12 results shown');
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByText('12 of 12 results shown').waitFor();
    expect(page.url()).toMatch(/#$/);
  });

  test('the search finds bytes and requirements', async () => {
    const { page } = await openPage(browser, at('sample', `#?q=${encodeURIComponent('\\x1B]52')}`));
    expect(await shown(page)).toEqual(['version/reply-is-plain']);
    await page.getByRole('searchbox').fill('qlo-05');
    expect(await shown(page)).toEqual(['quoting/undefined-escape']);
    await page.getByRole('searchbox').fill('no such thing');
    await page.getByText('No result fits these filters.').waitFor();
  });

  test('level and evidence filter too', async () => {
    const { page } = await openPage(browser, at('sample', '#?evidence=timed'));
    expect(await shown(page)).toEqual(['replies/one-reply-each']);
    await page.goto(at('sample', '#?level=MAY'));
    expect(await shown(page)).toEqual(['context/server-is-answered']);
  });

  test('an address with nonsense in it shows everything', async () => {
    const { page, complaints } = await openPage(
      browser,
      at('sample', '#?area=%E0%A4%A&level=%3Cb%3E&r=gone&x=1'),
    );
    expect(await shown(page)).toHaveLength(12);
    expect(complaints).toEqual([]);
  });

  test('an address opens one result, whatever the filters say', async () => {
    const { page } = await openPage(
      browser,
      at('sample', '#?verdict=pass&r=context/notice-is-never-answered'),
    );
    const opened = page.locator('.result[open]');
    expect(await idsOf(opened)).toEqual(['context/notice-is-never-answered']);
    expect(await shown(page)).toHaveLength(3);
    expect(await page.evaluate("document.activeElement.matches('.result[open] > summary')")).toBe(true);
    expect(await opened.locator('.decides').first().innerText()).toContain('VERSION quillchat');
  });

  test('the keyboard opens a result, and the address follows', async () => {
    const { page } = await openPage(browser, at('sample'));
    await page.getByRole('button', { name: 'Show everything' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const body = page.locator('.result[open] .statement');
    await body.waitFor();
    expect(page.url()).toMatch(/#r=context\/notice-is-never-answered$/);
    await page.keyboard.press('Enter');
    await body.waitFor({ state: 'hidden' });
    expect(page.url()).toMatch(/#$/);
  });

  test('a link to a filter works twice', async () => {
    const { page } = await openPage(browser, at('sample'));
    const link = page.getByRole('link', { name: '1 fail in ping' });
    await link.click();
    expect(await shown(page)).toEqual(['ping/echo-is-exact']);
    await page.getByRole('checkbox', { name: 'pass' }).check({ force: true });
    await link.click();
    expect(await shown(page)).toEqual(['ping/echo-is-exact']);
  });

  test('the command is copied', async () => {
    const { page, complaints } = await openPage(browser, at('sample', '#r=ping/answers'), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.locator('.result[open] [data-copy]').click();
    await page.locator('.result[open] [data-copy]', { hasText: 'Copied' }).waitFor();
    const text = await page.evaluate('navigator.clipboard.readText()');
    expect(text).toBe("npx ctcpspec run quillchat --filter 'ping/answers' --seed 4711");
    expect(complaints).toEqual([]);
  });

  test('the theme is chosen and remembered', async () => {
    const { page } = await openPage(browser, at('sample'));
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    const button = page.getByRole('button', { name: 'Theme' });
    await button.click();
    await button.click();
    expect(await button.textContent()).toContain('dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
    for (const name of ['sample', 'incomplete', 'several']) {
      const { page } = await openPage(browser, at(name), { colorScheme });
      // The incomplete one differs above its results only.
      if (name !== 'incomplete') await page.evaluate(openEverything);
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
        return violations.map(({ id, nodes }) => ({
          id,
          first: nodes[0]?.html,
          says: nodes[0]?.failureSummary,
        }));
      });
      expect(found).toEqual([]);
    }
  });

  test.each(['sample', 'several', 'hostile'])(
    'the page %s does not scroll sideways at 360 px',
    async (name) => {
      const { page } = await openPage(browser, at(name), { viewport: { width: 360, height: 740 } });
      await page.evaluate(openEverything);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    },
  );

  test('hostile strings do nothing', async () => {
    const { page, requests, complaints } = await openPage(browser, at('hostile'));
    await page.getByRole('button', { name: 'Open all shown' }).click();
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(await page.locator('img, iframe, [href^="javascript"]').count()).toBe(0);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    const first = page.locator('.result').first();
    await page.goto(at('hostile', `#${(await first.getAttribute('id')) ?? ''}`));
    expect(await first.getAttribute('open')).not.toBeNull();
  });

  test('without a script everything can be read', async () => {
    const { page, complaints } = await openPage(browser, at('sample', '#?area=ping'), {
      javaScriptEnabled: false,
    });
    expect(await shown(page)).toHaveLength(12);
    expect(
      await page.locator('.filters, [data-copy], [data-theme-toggle]').evaluateAll((all) => all.length),
    ).toBeGreaterThan(2);
    for (const control of await page.locator('.filters, [data-copy], [data-theme-toggle]').all()) {
      expect(await control.isVisible()).toBe(false);
    }
    const ping = page.locator('[id="r=ping/echo-is-exact"]');
    await ping.locator('summary').first().click();
    expect(await ping.locator('.case[open] .decides').innerText()).toContain('PING a b');
    expect(complaints).toEqual([]);
  });

  test('what is printed has the failures open', async () => {
    const { page } = await openPage(browser, at('sample'));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.result[open]').count()).toBe(5);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('.result[open]').count()).toBe(0);
  });
});
