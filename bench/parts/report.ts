import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { BenchRow } from '../../harness/cli/bench/bench-model.ts';
import { launchBrowser, whyNoBrowser } from '../../reports/testing/browser.ts';
import { writeReports } from '../../reports/write.ts';
import { plainRow } from '../figures.ts';
import type { Part } from '../part.ts';
import type { Bench } from '../run/bench.ts';
import { CLIENTS, SCENARIOS, syntheticReport } from '../run/synthetic-report.ts';

export const report: Part = {
  name: 'report',
  about: `A report of ${CLIENTS} clients by ${SCENARIOS} scenarios: writing it, its size, opening its page.`,
  async measure(bench) {
    const [first] = await bench.content();
    if (first === undefined) throw new Error('the content suite was not played');
    const large = syntheticReport(first.report);
    const rows: BenchRow[] = [];
    const folder = await bench.folder();
    let page = '';
    for (const format of ['json', 'html'] as const) {
      const times = await bench.eachRound(async () => {
        const began = performance.now();
        const [file = ''] = await writeReports(large, folder, [format]);
        if (format === 'html') page = file;
        return performance.now() - began;
      });
      const { size } = await stat(`${folder}/report.${format}`);
      rows.push(plainRow(`report.${format}, checked and written`, 'ms', times));
      rows.push(plainRow(`report.${format}, its size`, 'MB', [size / 1e6]));
    }
    const why = whyNoBrowser();
    if (why !== null) return { rows, skipped: [`opening the page: ${why}`] };
    try {
      rows.push(plainRow('its page opens in Chromium', 'ms', await openings(bench, page)));
      return { rows, skipped: [] };
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
      return { rows, skipped: [`opening the page: Chromium did not show it within ${OPEN_MS / 1000} s`] };
    }
  },
};

/** Nobody waits longer for a page. */
const OPEN_MS = 60_000;

/** Until the page has been laid out and its script has run. */
async function openings(bench: Bench, file: string): Promise<number[]> {
  const browser = await launchBrowser();
  try {
    return await bench.eachRound(async () => {
      const began = performance.now();
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(pathToFileURL(file).href, { timeout: OPEN_MS });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      const ms = performance.now() - began;
      await page.close();
      return ms;
    });
  } finally {
    await browser.close();
  }
}
