import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { whyNoBrowser } from '../testing/browser.ts';
import { SamplePages } from '../testing/sample-pages.ts';
import { readDisputes } from './data/read-disputes.ts';
const missing = whyNoBrowser();
const shown = (page: Page) => page.locator('main .row .what > .id').allInnerTexts();
const focused = (page: Page) => page.locator(':focus').innerText();

describe.skipIf(missing !== null)("finding one's way in report.html", () => {
  let pages: SamplePages;

  beforeAll(async () => {
    pages = await SamplePages.start();
  });
  afterAll(() => pages.close());

  test('a search narrows the list, says how many are left, and survives a reload', async () => {
    const { page } = await pages.open('sample', '#?view=results');
    await page.getByRole('button', { name: 'fail' }).click();
    await page.getByRole('button', { name: 'pass' }).click();
    await page.getByLabel('Area').selectOption('ping');
    expect(await shown(page)).toEqual(['ping/echo-is-exact', 'ping/answers', 'ping/long-payload']);
    const search = page.getByRole('searchbox');
    expect(await search.inputValue()).toBe('area:ping verdict:fail,pass');
    await search.fill(`${await search.inputValue()} "octets comes"`);
    expect(await shown(page)).toEqual(['ping/long-payload']);
    expect(page.url()).toContain('q=area:ping+verdict:fail,pass+%22octets+comes%22');
    await page.reload();
    await page.getByText('1 of 12 results shown').waitFor();
    expect(await page.getByRole('button', { name: 'pass' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('12 of 12 results shown').waitFor();
    expect(page.url()).toMatch(/#\?view=results$/);
  });

  test('what is no key is searched as text, and said', async () => {
    const { page } = await pages.open('sample', '#?q=verdit:fail');
    expect(await page.locator('[data-notes]').innerText()).toContain("'verdit:' is no key");
    await page.getByText('No result fits this search.').waitFor();
  });

  test('everything can be reached by keys', async () => {
    const { page } = await pages.open('several');
    await page.keyboard.press('2');
    await page.locator('main[data-view="matrix"]').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('main[data-view="result"]').waitFor();
    expect(page.url()).toContain('r=2:injection/carriage-return-in-ping');
    await page.keyboard.press('x');
    await page.locator('.hex').first().waitFor();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.locator('main .what', { hasText: 'ping/echo-is-exact' }).waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await page.locator('main[data-view="matrix"]').waitFor();
    await page.keyboard.press('3');
    await page.locator('main[data-view="results"]').waitFor();
    await page.keyboard.press('f');
    expect(await page.getByRole('searchbox').inputValue()).toBe('verdict:fail');
    await page.keyboard.press('/');
    await page.keyboard.type('area:ping');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('main[data-view="result"]').waitFor();
    expect(await page.locator('h1:focus').count()).toBe(1);
  });

  test('the keys are told by ?, and can be switched off', async () => {
    const { page } = await pages.open('sample');
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys and search' });
    await help.waitFor();
    await help.getByLabel('Single keys act').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('2');
    await page.keyboard.press('?');
    expect(await help.isVisible()).toBe(false);
    expect(await page.locator('main').getAttribute('data-view')).toBe('overview');
    await page.getByRole('button', { name: 'Keys and search' }).click();
    await help.getByLabel('Single keys act').check();
  });

  test('with Tab alone: to the content, and into a result', async () => {
    const { page } = await pages.open('sample', '#?view=results&q=id:notice');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    const row = page.locator('.row a[data-row]:focus');
    for (let n = 0; n < 12 && (await row.count()) === 0; n += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('main[data-view="result"]').waitFor();
  });

  test('who is on which side of a dispute leads to where it was seen', async () => {
    const { page } = await pages.open('disputed', '#?view=disputes');
    const [dispute] = readDisputes();
    expect(await page.locator('.sides tbody tr').first().innerText()).toMatch(/^D-01 .*\s+A\s+B\s*$/);
    await page.locator('.dispute').first().getByRole('link', { name: 'side-2 0.9.2' }).click();
    await page.locator('main[data-view="result"]').waitFor();
    expect(page.url()).toContain(`r=2:${dispute?.options[1]?.shown?.[0]?.scenario ?? ''}`);
  });

  test('two clients side by side, and the other way round', async () => {
    const { page } = await pages.open('several', '#?view=compare');
    await page.getByText('5 of 5 scenarios shown').waitFor();
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.waitForURL(/client=2&with=1/);
    expect(await page.locator('.compare thead th').allInnerTexts()).toEqual([
      'Scenario',
      'parchment 0.9.2',
      'quillchat 0.9.2',
    ]);
    await page.getByRole('searchbox').fill('id:framing/closing-delimiter-missing');
    expect(await page.locator('.compare tbody th[scope="row"]').count()).toBe(1);
  });
});
