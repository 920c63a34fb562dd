import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserRequired, launchBrowser, openPage, whyNoBrowser } from '../testing/browser.ts';
import { hostileReport } from '../testing/hostile-report.ts';
import { largeReport } from '../testing/large-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from '../testing/sample-report.ts';
import { entry, result } from '../testing/sample-result.ts';
import { sampleResults } from '../testing/sample-results.ts';
import { readDisputes } from './data/read-disputes.ts';
import { htmlReport } from './page.ts';

const missing = whyNoBrowser();
if (missing !== null && !browserRequired) console.warn(`report.html is not tested in a browser: ${missing}`);

test.runIf(browserRequired)('a browser is there, as CTCPSPEC_REQUIRE_REAL asks', () => {
  expect(missing).toBeNull();
});

// What runs in the page is given as text: the types of the browser are no business of this project's other code.
const openEverything = "for (const one of document.querySelectorAll('details')) one.open = true";
const scrolls = 'document.documentElement.scrollWidth';

const few = sampleResults.slice(0, 5);
const several = sampleReport({
  clients: [
    sampleClient({ results: few }),
    sampleClient({
      name: 'parchment',
      results: few.map((one) => ({ ...one, verdict: 'pass', outcome: 'other' })),
    }),
  ],
});
const fence = 'framing/closing-delimiter-missing';
const long = sampleClient({ name: 'n'.repeat(200), version: `9 ${'a very long version '.repeat(40)}` });
/** A client that is on this side of each dispute that has one, as the disputes of the page tell. */
const onSide = (side: number) =>
  sampleClient({
    name: `side-${side + 1}`,
    results: readDisputes().flatMap(({ options }) => {
      const [shown] = options[side]?.shown ?? [];
      return shown === undefined ? [] : [result({ id: shown.scenario, outcome: shown.outcomes[0] ?? null })];
    }),
  });
const reports = {
  sample: sampleReport(),
  incomplete: incompleteReport(),
  silent: silentReport(),
  several,
  hostile: hostileReport(sampleReport()),
  'hostile-several': hostileReport(several),
  'long-names': sampleReport({ clients: [long, long] }),
  recorded: sampleReport({
    clients: [
      sampleClient({
        results: [
          result({
            id: 'ping/answers',
            transcript: [
              entry(0, 'server', ':p1!a@b.test PRIVMSG quill :\\x01PING 1\\x01\\r\\n', 'stimulus'),
              entry(1, 'client', '!NOTICE p1 :\\x01PING 1\\x01\\r\\n', 'caused'),
            ],
          }),
        ],
      }),
    ],
  }),
  disputed: sampleReport({ clients: [onSide(0), onSide(1)] }),
  large: largeReport(30, 400),
} as const;
type Sample = keyof typeof reports;

/** Each view and state, as an address. */
const views = {
  overview: '',
  results: '#?view=results',
  'a search that finds nothing': '#?q=nothing+like+it',
  'a search with a note': '#?q=verdit:fail',
  disputes: '#?view=disputes',
  'a result with cases': '#r=ping/echo-is-exact',
  'a result with attempts': '#r=context/notice-is-never-answered',
  'a result with curves': '#r=ping/long-payload',
} as const;
const viewsOfSeveral = {
  overview: '',
  'one client': '#?view=overview&client=2',
  matrix: '#?view=matrix',
  results: '#?view=results',
  compare: '#?view=compare',
  disputes: '#?view=disputes',
  'a result': '#r=2:ping/echo-is-exact',
} as const;

describe.skipIf(missing !== null)('report.html in a browser', () => {
  let browser: Browser;
  let dir = '';
  const at = (name: Sample, hash = '') => `${pathToFileURL(join(dir, `${name}.html`)).href}${hash}`;
  /** Opens a page and waits until it is unpacked. */
  const open = async (name: Sample, hash = '', options: Parameters<typeof openPage>[2] = {}) => {
    const watched = await openPage(browser, at(name, hash), options);
    await watched.page.locator('main[data-view]').waitFor();
    return watched;
  };
  const shown = async (page: Page) => page.locator('main .row .what > .id').allInnerTexts();
  const focused = (page: Page) => page.locator(':focus').innerText();

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ctcpspec-page-'));
    for (const [name, report] of Object.entries(reports))
      await writeFile(join(dir, `${name}.html`), htmlReport(report));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await rm(dir, { recursive: true });
  });

  test('opens from a file, without network and without a complaint', async () => {
    const { page, requests, complaints } = await open('sample', '', { offline: true });
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat 0.9.2');
    for (const hash of Object.values(views)) {
      await page.goto(at('sample', hash));
      await page.locator('main h1').waitFor();
    }
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a search narrows the list, says how many are left, and survives a reload', async () => {
    const { page } = await open('sample', '#?view=results');
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
    const { page } = await open('sample', '#?q=verdit:fail');
    expect(await page.locator('[data-notes]').innerText()).toContain("'verdit:' is no key");
    await page.getByText('No result fits this search.').waitFor();
  });

  test('an address with nonsense in it shows the overview', async () => {
    const { page, complaints } = await open('sample', '#?view=%E0%A4%A&client=99&r=gone&x=1');
    expect(await page.locator('main').getAttribute('data-view')).toBe('overview');
    expect(complaints).toEqual([]);
  });

  test('an address opens one result, and the way back leads to the list it was opened from', async () => {
    const { page } = await open('sample', '#?view=results&q=verdict:fail');
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

  test('an address of a failure shows its begin, and not where the summary tells of it', async () => {
    const { page } = await open('sample', '#r=ping/echo-is-exact', { viewport: { width: 390, height: 400 } });
    expect(await page.evaluate('scrollY')).toBe(0);
  });

  test('everything can be reached by keys', async () => {
    const { page } = await open('several');
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
    const { page } = await open('sample');
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
    const { page } = await open('sample', '#?view=results&q=id:notice');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    const row = page.locator('.row a[data-row]:focus');
    for (let n = 0; n < 12 && (await row.count()) === 0; n += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('main[data-view="result"]').waitFor();
  });

  test('bytes, scenario and command are copied', async () => {
    const { page, complaints } = await open('recorded', '#r=ping/answers', {
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
    const { page } = await open('sample', '#r=ping/answers');
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByRole('button', { name: 'Copy the command' }).click();
    const text = page.getByRole('textbox', { name: 'Text to copy' });
    await text.waitFor();
    expect(await text.inputValue()).toContain('npx ctcpspec run quillchat');
  });

  test('the theme is chosen and remembered', async () => {
    const { page } = await open('sample');
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

  test('another report is added, and makes a matrix of the two', async () => {
    const { page, requests, complaints } = await open('sample');
    const files = page.locator('[data-files]');
    const json = JSON.stringify(sampleReport({ clients: [sampleClient({ name: 'parchment' })] }));
    await files.setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from(json),
    });
    await page.getByRole('heading', { level: 1, name: '2 clients' }).waitFor();
    await page.getByRole('link', { name: 'Matrix' }).click();
    expect(await page.locator('[data-cell]').count()).toBe(24);
    await files.setInputFiles(join(dir, 'several.html'));
    await page.getByRole('heading', { level: 1, name: '4 clients' }).waitFor();
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a file that is dropped is added too', async () => {
    const { page } = await open('sample');
    await page.evaluate(
      `(text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.json'));
        for (const type of ['dragover', 'drop']) dispatchEvent(new DragEvent(type, { dataTransfer: data, cancelable: true }));
      }`.replace(/^/, '(') + `)(${JSON.stringify(JSON.stringify(several))})`,
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
    const { page, complaints } = await open('sample');
    const file = { name: 'wrong.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await page.locator('[data-files]').setInputFiles(file);
    await page.getByRole('alert').getByText(says).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
    expect(complaints).toEqual([]);
  });

  describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (colorScheme) => {
    const inViews = (name: Sample, hashes: Readonly<Record<string, string>>) =>
      Object.entries(hashes).map(([view, hash]) => [name, view, hash] as const);
    test.each([
      ...inViews('sample', views),
      ...inViews('several', viewsOfSeveral),
      ...inViews('disputed', { disputes: '#?view=disputes' }),
      ...inViews('incomplete', { overview: '' }),
      ...inViews('silent', { overview: '', results: '#?view=results' }),
      ...inViews('hostile', { overview: '', results: '#?view=results' }),
    ])('%s: %s', async (name, _, hash) => {
      const { page } = await open(name, hash, { colorScheme });
      await page.evaluate(openEverything);
      expect(await violations(page)).toEqual([]);
    });

    test('help', async () => {
      const { page } = await open('sample', '', { colorScheme });
      await page.keyboard.press('?');
      expect(await violations(page)).toEqual([]);
    });

    test('without a script', async () => {
      const { page } = await openPage(browser, at('sample'), { colorScheme });
      await page.locator('main[data-view]').waitFor();
      // axe is a script itself: what it looks at is the page as it was before its own script.
      await page.evaluate(
        `document.querySelector('#page').innerHTML = ${JSON.stringify(staticPart(htmlReport(reports.sample)))}`,
      );
      expect(await violations(page)).toEqual([]);
    });
  });

  describe.each([390, 1024])('nothing scrolls sideways at %i pixels', (width) => {
    test.each(['sample', 'several', 'disputed', 'hostile', 'hostile-several', 'long-names'] as const)(
      '%s',
      async (name) => {
        const { page } = await open(name, '', { viewport: { width, height: 740 } });
        const hashes = name === 'sample' || name === 'hostile' ? views : viewsOfSeveral;
        for (const [view, hash] of Object.entries(hashes)) {
          await page.goto(at(name, hash));
          await page.evaluate(openEverything);
          expect({ view, wide: await page.evaluate(scrolls) }).toEqual({ view, wide: width });
        }
      },
    );
  });

  test.each(['hostile', 'hostile-several'] as const)('%s strings do nothing, in any view', async (name) => {
    const { page, requests, complaints } = await open(name);
    const { clients } = reports[name];
    const id = (clients[0]?.results[0]?.id ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '');
    expect(id).not.toBe('');
    for (const view of ['overview', 'matrix', 'results', 'compare', 'disputes']) {
      await page.goto(at(name, `#?view=${view}`));
      await page.evaluate(openEverything);
      expect(
        await page.locator('main img, main script, main iframe, main [href^="javascript"]').count(),
      ).toBe(0);
    }
    await page.goto(at(name, '#?view=results'));
    for (const n of [0, clients[0]?.results.length ?? 1]) {
      await page
        .locator('[data-row]')
        .nth(Math.max(0, n - 1))
        .click();
      await page.locator('main[data-view="result"]').waitFor();
      await page.keyboard.press('x');
      await page.evaluate(openEverything);
      expect(await page.locator('main img, main script, main [href^="javascript"]').count()).toBe(0);
      expect(await page.locator('main').innerText()).not.toMatch(/[\u2028\u202E\x1b\x9b]/);
      await page.keyboard.press('x');
      await page.keyboard.press('u');
      await page.locator('main[data-view="results"]').waitFor();
    }
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('without a script the summary and the failures can be read', async () => {
    const { page, complaints } = await openPage(browser, at('sample', '#r=ping/echo-is-exact'), {
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
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript('delete globalThis.DecompressionStream');
    await page.goto(at('sample'));
    await page.getByText('could not be unpacked').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('quillchat');
  });

  test('thirty clients by four hundred scenarios are small, and open', async () => {
    expect((await stat(join(dir, 'large.html'))).size).toBeLessThan(5_000_000);
    const { page, complaints } = await open('large', '#?view=matrix');
    await page.getByText('400 of 400 scenarios shown').waitFor();
    expect(await page.locator('[data-cell]').count()).toBe(12_000);
    await page.getByRole('searchbox').fill('area:area-3 verdict:fail');
    await page.getByText('20 of 400 scenarios shown').waitFor();
    await page.goto(at('large', '#?view=results'));
    await page.getByText('12000 of 12000 results shown').waitFor();
    expect(await page.locator('.row').count()).toBe(600);
    expect(complaints).toEqual([]);
  });

  test('what is printed has the failures in full behind it', async () => {
    const { page } = await open('sample');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('[data-printed] .result').count()).toBe(5);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.tabs').isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('[data-printed]').count()).toBe(0);
  });

  test('who is on which side of a dispute leads to where it was seen', async () => {
    const { page } = await open('disputed', '#?view=disputes');
    const [dispute] = readDisputes();
    expect(await page.locator('.sides tbody tr').first().innerText()).toMatch(/^D-01 .*\s+A\s+B\s*$/);
    await page.locator('.dispute').first().getByRole('link', { name: 'side-2 0.9.2' }).click();
    await page.locator('main[data-view="result"]').waitFor();
    expect(page.url()).toContain(`r=2:${dispute?.options[1]?.shown?.[0]?.scenario ?? ''}`);
  });

  test('two clients side by side, and the other way round', async () => {
    const { page } = await open('several', '#?view=compare');
    await page.getByText('5 of 5 scenarios shown').waitFor();
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.waitForURL(/client=2&with=1/);
    expect(await page.locator('.compare thead th').allInnerTexts()).toEqual([
      'Scenario',
      'parchment 0.9.2',
      'quillchat 0.9.2',
    ]);
    await page.getByRole('searchbox').fill(`id:${fence}`);
    expect(await page.locator('.compare tbody th[scope="row"]').count()).toBe(1);
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
