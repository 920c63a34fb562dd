import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { readDisputes } from '../html/data/read-disputes.ts';
import { htmlReport } from '../html/page.ts';
import { launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { hostileReport } from './hostile-report.ts';
import { largeReport } from './large-report.ts';
import { incompleteReport, sampleClient, sampleReport, silentReport } from './sample-report.ts';
import { entry, result } from './sample-result.ts';
import { sampleResults } from './sample-results.ts';

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
/** Reports of which a page is made, each only when it is asked for. */
export const sampleReports = {
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
} as const;
export type SampleName = keyof typeof sampleReports | 'large';

/** Pages in a folder of their own, and a browser that shows them. */
export class SamplePages {
  readonly #browser: Browser;
  readonly #dir: string;
  readonly #written = new Set<SampleName>();

  private constructor(browser: Browser, dir: string) {
    this.#browser = browser;
    this.#dir = dir;
  }

  static async start(): Promise<SamplePages> {
    return new SamplePages(await launchBrowser(), await mkdtemp(join(tmpdir(), 'ctcpspec-page-')));
  }

  /** @returns the path of the page */
  async file(name: SampleName): Promise<string> {
    const path = join(this.#dir, `${name}.html`);
    if (this.#written.has(name)) return path;
    await writeFile(path, htmlReport(name === 'large' ? largeReport(30, 400) : sampleReports[name]));
    this.#written.add(name);
    return path;
  }

  async address(name: SampleName, hash = ''): Promise<string> {
    return `${pathToFileURL(await this.file(name)).href}${hash}`;
  }

  /** Without a wait for the script of the page. */
  async load(
    name: SampleName,
    hash = '',
    options: Parameters<typeof openPage>[2] = {},
  ): Promise<WatchedPage> {
    return openPage(this.#browser, await this.address(name, hash), options);
  }

  /** Opens a page and waits until it is unpacked. */
  async open(
    name: SampleName,
    hash = '',
    options: Parameters<typeof openPage>[2] = {},
  ): Promise<WatchedPage> {
    const watched = await this.load(name, hash, options);
    await watched.page.locator('main[data-view]').waitFor();
    return watched;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await rm(this.#dir, { recursive: true });
  }
}

/** What opens everything that is closed, as text for the page: the types of the browser are no business of other code. */
export const openEverything = "for (const one of document.querySelectorAll('details')) one.open = true";

/** Each view and state, as an address. */
export const viewsOfOne = {
  overview: '',
  results: '#?view=results',
  'a search that finds nothing': '#?q=nothing+like+it',
  'a search with a note': '#?q=verdit:fail',
  disputes: '#?view=disputes',
  'a result with cases': '#r=ping/echo-is-exact',
  'a result with attempts': '#r=context/notice-is-never-answered',
  'a result with curves': '#r=ping/long-payload',
} as const;
/** The same of several clients. */
export const viewsOfSeveral = {
  overview: '',
  'one client': '#?view=overview&client=2',
  matrix: '#?view=matrix',
  results: '#?view=results',
  compare: '#?view=compare',
  disputes: '#?view=disputes',
  'a result': '#r=2:ping/echo-is-exact',
} as const;
