import { before, describe, test } from 'node:test';
import { ConformanceRun, GATE_TEST, type ConformanceOptions } from './api/conformance.ts';

export { ConformanceError, type ConformanceOptions } from './api/conformance.ts';

/**
 * Declares one test of node:test for each scenario, in suites by area, and one for the client as a whole. All of them
 * read the result of one run, which is played before the first. A scenario that says nothing about the client is
 * skipped, with the reason.
 *
 * Call it at the top of a test file or in a `describe`. Options that cannot be used (InputError, UsageError) and a client
 * that cannot be tested (ConformanceError) fail the whole suite.
 */
export function conformance(options: ConformanceOptions): void {
  void describe(options.name ?? 'CTCP conformance', async () => {
    const run = await ConformanceRun.prepare(options);
    before(
      async () => {
        await run.report();
      },
      { timeout: run.mostMs },
    );
    for (const [area, scenarios] of run.areas) {
      void describe(area, () => {
        for (const { id, title } of scenarios) {
          void test(`${id}: ${title}`, async (context) => {
            const end = await run.end(id);
            if (end.kind === 'failed') throw end.error;
            if (end.kind === 'skipped') context.skip(end.reason);
          });
        }
      });
    }
    void test(GATE_TEST, async () => {
      const end = await run.wholeEnd();
      if (end.kind === 'failed') throw end.error;
    });
  });
}
