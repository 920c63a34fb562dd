import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ClientReport } from '../../reports/model/report.ts';
import { outcomesOf } from '../fixture-run.ts';
import { runCli } from '../cli-run.ts';

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

/**
 * Real clients, the programs that have to be there (irc-framework comes with the development packages), what the
 * version says of which the known results were seen, and whether these are all: what maintainers have to hear of
 * first does not stand among them.
 */
const clients = [
  ['irssi', ['irssi'], 'v1.4.3', true],
  ['weechat', ['weechat-headless'], '3.8 ', true],
  ['epic5', ['epic5'], 'EPIC5-2.1.6', false],
  ['ircii', ['ircII'], '20210314', true],
  ['hexchat', ['hexchat', 'Xvfb', 'dbus-daemon'], '2.16.1', false],
  ['irc-framework', ['node'], 'irc-framework', false],
] as const;

/** Other tests run beside these, and a client that is merely slow is no hung one. */
const PATIENT = ['--timeout', '90000'];

describe('real clients are played to the end, and get the same verdicts twice', () => {
  for (const [profile, programs, version, isWhole] of clients) {
    const missing = programs.filter((program) => !isInstalled(program));
    const skipped = !required && missing.length > 0;
    test.skipIf(skipped)(
      `${profile}${skipped ? ` (${missing.join(', ')} is not installed: skipped)` : ''}`,
      async () => {
        const [first, second] = await Promise.all([
          runCli([
            'run',
            profile,
            ...PATIENT,
            '--gate',
            'should',
            '--expect',
            `fixtures/clients/${profile}/expect.yaml`,
          ]),
          runCli(['run', profile, ...PATIENT, '--seed', '2']),
        ]);
        for (const end of [first, second]) {
          const client = end.report?.clients[0];
          expect(end.report?.run.complete, end.stdout + end.stderr).toBe(true);
          expect(client?.findings).toEqual([]);
          expect(client?.totals, end.stdout).toMatchObject({ inconclusive: 0, 'harness-error': 0 });
          expect(client?.totals.pass).toBeGreaterThan(0);
          expect(end.left).toEqual([]);
        }
        // Of another version of the client something else may be true; CI has this one.
        const known = first.report?.clients[0];
        if (required || known?.version?.includes(version) === true) {
          const complaints = known?.gate.complaints ?? [];
          const stale = complaints.filter(({ code }) => isWhole || code !== 'unexpected-failure');
          expect(stale, `fixtures/clients/${profile}/expect.yaml is not what ${version} comes to`).toEqual(
            [],
          );
        }
        const [one, two] = [first, second].map(({ report }) => report?.clients[0]);
        if (one === undefined || two === undefined) throw new Error('a report is missing');
        // What nothing but a wait decides may fall out either way on a busy machine; it accuses nobody.
        // The lines of the fuzzer are others for each seed.
        const waited = new Set([
          'robustness/fuzz',
          ...[one, two].flatMap(({ results }) =>
            results
              .filter(({ evidence, verdict }) => evidence === 'timed' && verdict === 'info')
              .map(({ id }) => id),
          ),
        ]);
        const steady = (client: ClientReport) =>
          outcomesOf({ results: client.results.filter(({ id }) => !waited.has(id)) });
        expect(steady(two)).toEqual(steady(one));
      },
      600_000,
    );
  }
});
