import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { whyNoBrowser } from '../testing/browser.ts';
import {
  openEverything,
  SamplePages,
  sampleReports,
  viewsOfOne,
  viewsOfSeveral,
  type SampleName,
} from '../testing/sample-pages.ts';
import { htmlReport } from './page.ts';
const missing = whyNoBrowser();
const scrolls = 'document.documentElement.scrollWidth';

describe.skipIf(missing !== null)('report.html for everybody', () => {
  let pages: SamplePages;

  beforeAll(async () => {
    pages = await SamplePages.start();
  });
  afterAll(() => pages.close());

  describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (colorScheme) => {
    const inViews = (name: SampleName, hashes: Readonly<Record<string, string>>) =>
      Object.entries(hashes).map(([view, hash]) => [name, view, hash] as const);
    test.each([
      ...inViews('sample', viewsOfOne),
      ...inViews('several', viewsOfSeveral),
      ...inViews('disputed', { disputes: '#?view=disputes' }),
      ...inViews('incomplete', { overview: '' }),
      ...inViews('silent', { overview: '', results: '#?view=results' }),
      ...inViews('hostile', { overview: '', results: '#?view=results' }),
    ])('%s: %s', async (name, _, hash) => {
      const { page } = await pages.open(name, hash, { colorScheme });
      await page.evaluate(openEverything);
      expect(await violations(page)).toEqual([]);
    });

    test('help', async () => {
      const { page } = await pages.open('sample', '', { colorScheme });
      await page.keyboard.press('?');
      expect(await violations(page)).toEqual([]);
    });

    test('without a script', async () => {
      const { page } = await pages.load('sample', '', { colorScheme });
      await page.locator('main[data-view]').waitFor();
      // axe is a script itself: what it looks at is the page as it was before its own script.
      await page.evaluate(
        `document.querySelector('#page').innerHTML = ${JSON.stringify(staticPart(htmlReport(sampleReports.sample)))}`,
      );
      expect(await violations(page)).toEqual([]);
    });
  });

  describe.each([390, 1024])('nothing scrolls sideways at %i pixels', (width) => {
    test.each(['sample', 'several', 'disputed', 'hostile', 'hostile-several', 'long-names'] as const)(
      '%s',
      async (name) => {
        const { page } = await pages.open(name, '', { viewport: { width, height: 740 } });
        const hashes = name === 'sample' || name === 'hostile' ? viewsOfOne : viewsOfSeveral;
        for (const [view, hash] of Object.entries(hashes)) {
          await page.goto(await pages.address(name, hash));
          await page.evaluate(openEverything);
          expect({ view, wide: await page.evaluate(scrolls) }).toEqual({ view, wide: width });
        }
      },
    );
  });

  test.each(['hostile', 'hostile-several'] as const)('%s strings do nothing, in any view', async (name) => {
    const { page, requests, complaints } = await pages.open(name);
    const { clients } = sampleReports[name];
    for (const view of ['overview', 'matrix', 'results', 'compare', 'disputes']) {
      await page.goto(await pages.address(name, `#?view=${view}`));
      await page.evaluate(openEverything);
      expect(
        await page.locator('main img, main script, main iframe, main [href^="javascript"]').count(),
      ).toBe(0);
    }
    await page.goto(await pages.address(name, '#?view=results'));
    for (const row of Array.from(clients[0]?.results ?? []).keys()) {
      await page.locator('[data-row]').nth(row).click();
      await page.locator('main[data-view="result"]').waitFor();
      await page.keyboard.press('x');
      await page.evaluate(openEverything);
      expect(await page.locator('main img, main script, main [href^="javascript"]').count()).toBe(0);
      expect(await page.locator('main').innerText()).not.toMatch(/[\u2028\u202E\x1b\x9b]/);
      expect(await page.evaluate(scrolls)).toBe(1280);
      await page.keyboard.press('x');
      await page.keyboard.press('u');
      await page.locator('main[data-view="results"]').waitFor();
    }
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

async function violations(page: Page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => ({
      id,
      first: nodes[0]?.html,
      says: nodes[0]?.failureSummary,
    }));
  });
}

/** What stands in the page before its script. */
function staticPart(page: string): string {
  return /<div id="page">([^]*)<\/div>\s*<script type/.exec(page)?.[1] ?? '';
}
