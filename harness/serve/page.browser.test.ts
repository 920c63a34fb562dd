import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  browserRequired,
  launchBrowser,
  openPage,
  whyNoBrowser,
  type WatchedPage,
} from '../../reports/testing/browser.ts';
import { serveSample, type SamplePage } from './testing/sample-page.ts';
import { sampleViews, type SampleState } from './testing/sample-views.ts';

const missing = browserRequired ? null : whyNoBrowser();
const states = Object.keys(sampleViews) as SampleState[];

describe.skipIf(missing !== null)('the live page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function opened(
    state: SampleState,
    look: (watched: WatchedPage, sample: SamplePage) => Promise<void>,
    options: Parameters<typeof openPage>[2] = {},
  ): Promise<void> {
    const sample = await serveSample(sampleViews[state]);
    try {
      const watched = await openPage(browser, sample.server.address, options);
      await watched.page.getByRole('heading', { level: 1 }).filter({ hasText: /./ }).waitFor();
      await look(watched, sample);
      await watched.page.context().close();
    } finally {
      await sample.server.close();
    }
  }

  describe.each([
    { colorScheme: 'light', shown: states },
    { colorScheme: 'dark', shown: ['waiting-network', 'question', 'two-clients', 'finished'] },
  ] as const)('for everybody, in $colorScheme', ({ colorScheme, shown }) => {
    test.each(shown)('%s: axe finds nothing, and nothing scrolls sideways on a phone', async (state) => {
      await opened(
        state,
        async ({ page, complaints }) => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
          expect(await violations(page)).toEqual([]);
          expect(complaints).toEqual([]);
        },
        { colorScheme, viewport: { width: 390, height: 844 } },
      );
    });
  });

  test('what clients say is shown as it is, and does nothing', async () => {
    await opened('hostile', async ({ page, complaints, requests }) => {
      await page
        .getByRole('heading', { name: /^<img src=x onerror/ })
        .first()
        .waitFor();
      expect(await page.locator('#page img').count()).toBe(0);
      expect(
        requests.filter((url) => !/\/(?:page\.(?:js|css)|live)$/.test(url) && !url.startsWith('data:')),
      ).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test('a choice is made by its digit, or by Tab and Enter', async () => {
    await opened('question', async ({ page }, { messages }) => {
      await page.keyboard.press('4');
      await page.getByRole('button', { name: 'Nothing of kestrel7' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'I cannot tell' }).press('Enter');
      await expect
        .poll(() => messages)
        .toEqual([
          { kind: 'choice', task: 8, name: 'message' },
          { kind: 'choice', task: 8, name: 'no-fence' },
          { kind: 'skip', task: 8 },
        ]);
    });
  });

  test('a new request does not take the focus from whoever reads elsewhere, and keeps it for whoever answers', async () => {
    await opened('step', async ({ page }, { server }) => {
      const focused = 'document.activeElement?.dataset.key ?? null';
      await page.getByRole('button', { name: /^Theme/ }).focus();
      server.send({ kind: 'view', view: sampleViews.question });
      await page.getByRole('heading', { name: /of kestrel7/ }).waitFor();
      expect(await page.evaluate(focused)).toBe('theme');
      await page.getByRole('button', { name: 'I cannot tell' }).focus();
      server.send({ kind: 'view', view: sampleViews.setting });
      await page.getByRole('heading', { name: /does not answer VERSION/ }).waitFor();
      expect(await page.evaluate(focused)).toBe('choice done');
    });
  });

  test('a page that has lost ctcpspec says so, and takes nothing', async () => {
    await opened('step', async ({ page }, { server }) => {
      await server.close();
      await page.getByRole('alert').filter({ hasText: 'has lost ctcpspec' }).waitFor();
      expect(await page.locator('main').getAttribute('inert')).toBe('');
    });
  });

  test('in the end it stays as it was', async () => {
    await opened('playing', async ({ page }, { server }) => {
      server.send({ kind: 'view', view: sampleViews.over });
      await page.getByRole('heading', { name: 'ctcpspec has ended' }).waitFor();
      await server.close();
      await page.getByText('/home/me/ctcp-report/report.html').waitFor();
      expect(await page.getByRole('alert').textContent()).toBe('');
    });
  });
});

async function violations(page: WatchedPage['page']): Promise<unknown> {
  // The page's own policy lets no script in but its own; what is run from outside is not bound by it.
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
  return found;
}
