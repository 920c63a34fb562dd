import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientUnderTest } from '../harness/api/client-option.ts';
import type { ClientHandle } from '../harness/client/in-process/spec.ts';
import type { ConnectingClient } from '../harness/api/options.ts';
import { browserRequired, launchBrowser, whyNoBrowser } from '../reports/testing/browser.ts';
import { outcomesOf, root, runFixture } from './fixture-run.ts';

const missing = whyNoBrowser();
if (missing !== null && !browserRequired) console.warn(`no page is tested as a client: ${missing}`);

const PAGE = pathToFileURL(`${root}fixtures/page/index.html`).href;
const AREAS = ['framing', 'quoting', 'transport'];

/** The web page in a tab of its own, driven by its own functions. */
function pageClient(browser: Browser): ConnectingClient {
  return {
    name: 'page',
    transport: 'websocket',
    product: 'page',
    display: { action: ['[\\{any}] * \\{nick} \\{text}'], message: ['[\\{any}] <\\{nick}> \\{text}'] },
    connect: async ({ url, nick }): Promise<ClientHandle> => {
      const page = await browser.newPage();
      const settings = new URLSearchParams({ url: url ?? '', nick });
      await page.goto(`${PAGE}#${settings.toString()}`);
      const call = (name: string, ...values: unknown[]): Promise<unknown> =>
        page.evaluate(`client[${JSON.stringify(name)}](...${JSON.stringify(values)})`);
      return {
        close: () => page.close(),
        action: (target, text) => call('action', target, text),
        message: (target, text) => call('message', target, text),
        notice: (target, text) => call('notice', target, text),
        ctcp: (target, command, args) => call('ctcp', target, command, ...(args === undefined ? [] : [args])),
        shown: () =>
          page.evaluate<string[]>("[...document.querySelectorAll('#log li')].map((li) => li.textContent)"),
      };
    },
  };
}

test.runIf(browserRequired)('a browser is there, as CTCPSPEC_REQUIRE_REAL asks', () => {
  expect(missing).toBeNull();
});

describe.skipIf(missing !== null)('a web page as the client under test', () => {
  let browser: Browser;
  let outcomes: ReadonlyMap<string, string>;

  beforeAll(async () => {
    browser = await launchBrowser();
    const client = await clientUnderTest(pageClient(browser));
    const { report } = await runFixture(client, {
      jobs: 2,
      timeoutMs: 20_000,
      scenarios: ({ area }) => AREAS.includes(area),
    });
    expect(report.findings).toEqual([]);
    outcomes = outcomesOf(report);
  }, 300_000);
  afterAll(() => browser.close());

  test('keeps the rules of the transport, but for what its text messages cannot hold and what is about TLS', () => {
    const rest = [...outcomes].filter(
      ([key, outcome]) => key.startsWith('transport/') && !outcome.startsWith('pass '),
    );
    expect(rest.map(([key, outcome]) => `${key.split('#', 1)[0] ?? ''} ${outcome}`)).toEqual([
      'transport/binary-octets not-applicable other-transport',
      ...Array<string>(4).fill('transport/over-tls not-applicable other-transport'),
    ]);
  });

  test('is nowhere failed, and what could be judged was', () => {
    const bad = [...outcomes].filter(([, outcome]) => /^(fail|inconclusive|harness-error)/.test(outcome));
    expect(bad).toEqual([]);
    expect([...outcomes.values()].filter((outcome) => outcome.startsWith('pass')).length).toBeGreaterThan(50);
  });
});
