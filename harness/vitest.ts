import { beforeAll, describe, test } from 'vitest';
import { ConformanceRun, GATE_TEST, type ConformanceOptions } from './api/conformance.ts';

export { ConformanceError, type ConformanceOptions } from './api/conformance.ts';

/**
 * Declares one Vitest test for each scenario, in groups by area, and one for the client as a whole. All of them read
 * the result of one run, which is played before the first. A scenario that says nothing about the client is skipped,
 * with the reason.
 *
 * Call it at the top of a test file or in a `describe`. Options that cannot be used (InputError, UsageError) and a client
 * that cannot be tested (ConformanceError) fail the whole group.
 */
export function conformance(options: ConformanceOptions): void {
  describe(options.name ?? 'CTCP conformance', async () => {
    const run = await ConformanceRun.prepare(options);
    beforeAll(async () => {
      await run.report();
    }, run.mostMs);
    for (const [area, scenarios] of run.areas) {
      describe(area, () => {
        for (const { id, title } of scenarios) {
          test(`${id}: ${title}`, async ({ skip }) => {
            const end = await run.end(id);
            if (end.kind === 'failed') throw end.error;
            if (end.kind === 'skipped') skip(end.reason);
          });
        }
      });
    }
    test(GATE_TEST, async () => {
      const end = await run.wholeEnd();
      if (end.kind === 'failed') throw end.error;
    });
  });
}
