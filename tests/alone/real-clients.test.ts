import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { installed } from '../../harness/cli/survey/installed.ts';
import { readSurvey } from '../../harness/cli/survey/survey-model.ts';
import { surveyOf } from '../../harness/cli/survey/survey-of.ts';
import { readProfile } from '../../harness/run/profile/load.ts';
import { loadDisputes } from '../../harness/scenario/disputes.ts';
import type { ClientReport } from '../../reports/model/report.ts';
import { runCli } from '../cli-run.ts';
import { builtInSuite, outcomesOf, root } from '../fixture-run.ts';

const required = process.env['CTCPSPEC_REQUIRE_REAL'] === '1';

/**
 * The clients that CI has, and whether all that is known of them is public: what maintainers have to hear of first
 * does not stand among the known results, see docs/disclosure.md.
 */
const inCi = [
  ['irssi', true],
  ['weechat', false],
  ['epic5', false],
  ['ircii', true],
  ['hexchat', false],
  ['catgirl', false],
  ['irc-framework', false],
  ['irc-upd', false],
  ['twisted', true],
  ['pydle', true],
  ['anyevent-irc', false],
  ['libcommuni', false],
  ['quassel', true],
] as const;

const clients = await Promise.all(
  inCi.map(async ([name, isWhole]) => {
    const folder = join(root, 'fixtures/clients', name);
    const expectations = join(folder, 'expect.yaml');
    const { install } = await readProfile(join(folder, 'profile.yaml'));
    return { name, isWhole, expectations, ...(await installed(install)) };
  }),
);
const surveyed = new Map(readSurvey().clients.map((client) => [client.name, client]));

/** Other tests run beside these, and a client that is merely slow is no hung one. */
const PATIENT = ['--timeout', '90000'];

describe('real clients are played to the end, and get the same verdicts three times', () => {
  for (const { name, isWhole, expectations, missing, version } of clients) {
    const skipped = !required && missing.length > 0;
    test.skipIf(skipped)(
      `${name}${skipped ? ` (${missing.join(', ')} is not installed: skipped)` : ''}`,
      async () => {
        expect(missing).toEqual([]);
        const known = existsSync(expectations) ? ['--expect', expectations] : [];
        const ends = await Promise.all([
          runCli(['run', name, ...PATIENT, '--gate', 'should', ...known]),
          runCli(['run', name, ...PATIENT, '--seed', '2']),
          runCli(['run', name, ...PATIENT, '--seed', '3']),
        ]);
        for (const end of ends) {
          const client = end.report?.clients[0];
          expect(end.report?.run.complete, end.stdout + end.stderr).toBe(true);
          expect(client?.findings).toEqual([]);
          expect(client?.totals, end.stdout).toMatchObject({ inconclusive: 0, 'harness-error': 0 });
          expect(client?.totals.pass).toBeGreaterThan(0);
          expect(end.left).toEqual([]);
        }
        const [one, ...others] = ends.flatMap(({ report }) => report?.clients ?? []);
        if (one === undefined) throw new Error('a report is missing');
        // Of another version of the client something else may be true; CI has this one.
        const entry = surveyed.get(name);
        if (required || version === entry?.version) {
          const stale = one.gate.complaints.filter(({ code }) => isWhole || code !== 'unexpected-failure');
          expect(stale, `${expectations} is not what ${name} ${version ?? ''} comes to`).toEqual([]);
          const disputes = await loadDisputes(join(root, 'suites/disputes.yaml'), await builtInSuite());
          const { answers, order, disputes: sides } = surveyOf(one, disputes, version, null);
          expect(
            { answers, order, sides },
            `docs/survey.json is out of date: npm run survey -- ${name}`,
          ).toEqual({
            answers: entry?.answers,
            order: entry?.order,
            sides: entry?.disputes,
          });
        }
        // What nothing but a wait decides may fall out either way on a busy machine; it accuses nobody.
        // The lines of the fuzzer are others for each seed.
        const waited = new Set([
          'robustness/fuzz',
          ...[one, ...others].flatMap(({ results }) =>
            results
              .filter(({ evidence, verdict }) => evidence === 'timed' && verdict === 'info')
              .map(({ id }) => id),
          ),
        ]);
        // In which of several right ways a client goes on may be a matter of time, as with a sender whose peer acknowledges
        // more than was sent.
        const steady = (client: ClientReport): [string, string][] =>
          [...outcomesOf({ results: client.results.filter(({ id }) => !waited.has(id)) })].map(
            ([key, outcome]): [string, string] => [key, outcome.startsWith('pass ') ? 'pass' : outcome],
          );
        expect(others).toHaveLength(2);
        for (const other of others) expect(steady(other)).toEqual(steady(one));
      },
      600_000,
    );
  }
});
