import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClientReport } from '../reports/model/report.ts';
import { outcomesOf } from './fixture-run.ts';
import { runCli } from './cli-run.ts';

const required = process.env['CTCPSPEC_REQUIRE_REAL'] === '1';

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Real clients, and the programs that have to be there; irc-framework comes with the development packages. */
const clients = [
  ['irssi', ['irssi']],
  ['weechat', ['weechat-headless']],
  ['epic5', ['epic5']],
  ['ircii', ['ircII']],
  ['hexchat', ['hexchat', 'Xvfb', 'dbus-daemon']],
  ['irc-framework', ['node']],
] as const;

describe.concurrent('real clients are played to the end, and get the same verdicts twice', () => {
  for (const [profile, programs] of clients) {
    const missing = programs.filter((program) => !isInstalled(program));
    const skipped = !required && missing.length > 0;
    test.skipIf(skipped)(
      `${profile}${skipped ? ` (${missing.join(', ')} is not installed: skipped)` : ''}`,
      async () => {
        const [first, second] = await Promise.all([
          runCli(['run', profile]),
          runCli(['run', profile, '--seed', '2']),
        ]);
        for (const end of [first, second]) {
          const client = end.report?.clients[0];
          expect(end.report?.run.complete, end.stdout + end.stderr).toBe(true);
          expect(client?.findings).toEqual([]);
          expect(client?.totals, end.stdout).toMatchObject({ inconclusive: 0, 'harness-error': 0 });
          expect(client?.totals.pass).toBeGreaterThan(0);
          expect(end.left).toEqual([]);
        }
        const [one, two] = [first, second].map(({ report }) => report?.clients[0]);
        if (one === undefined || two === undefined) throw new Error('a report is missing');
        // What nothing but a wait decides may fall out either way on a busy machine; it accuses nobody.
        const waited = new Set(
          [one, two].flatMap(({ results }) =>
            results
              .filter(({ evidence, verdict }) => evidence === 'timed' && verdict === 'info')
              .map(({ id }) => id),
          ),
        );
        const steady = (client: ClientReport) =>
          outcomesOf({ results: client.results.filter(({ id }) => !waited.has(id)) });
        expect(steady(two)).toEqual(steady(one));
      },
      600_000,
    );
  }
});
