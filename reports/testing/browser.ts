import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const chromiumPath = process.env['CTCPSPEC_CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the tests that need a browser cannot run here, or null when they can. */
export function whyNoBrowser(): string | null {
  return existsSync(chromiumPath)
    ? null
    : `there is no ${chromiumPath}; install Debian's chromium, or name one in CTCPSPEC_CHROMIUM`;
}

/** With this set, a browser that is missing is a failure and not a skip. */
export const browserRequired = process.env['CTCPSPEC_REQUIRE_REAL'] === '1';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    chromiumSandbox: false,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that keeps account of what it must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests for anything but the page itself. */
  readonly requests: readonly string[];
  /** Console messages, refusals by the page's policy among them, and errors that nobody caught. */
  readonly complaints: readonly string[];
}

/** Opens a `file://` address, in a profile of its own. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const itself = address.replace(/#.*/s, '');
  page.on('request', (request) => {
    if (request.url().replace(/#.*/s, '') !== itself) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, requests, complaints };
}
