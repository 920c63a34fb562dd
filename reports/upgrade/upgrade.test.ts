import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkReport } from '../check.ts';
import { htmlReport } from '../html/page.ts';
import { SCHEMA_VERSION } from '../model/schema-version.ts';
import { readReport } from '../read.ts';
import { regrade } from '../regrade.ts';
import { failureText } from '../terminal/failure.ts';
import { summaryText } from '../terminal/summary.ts';
import { sampleReport } from '../testing/sample-report.ts';
import type { Report0 } from './from-0.ts';
import { readableVersions, upgradesFrom } from './upgrade.ts';

/** As a run wrote it then: the reference client with the defect that it answers a query in a NOTICE. */
const path = fileURLToPath(new URL('../testing/report-0.json', import.meta.url));
const kept = async (): Promise<Report0> => JSON.parse(await readFile(path, 'utf8')) as Report0;
const plain = { width: 100, colours: false };

test('a report of version 0 reads, and says what it was', async () => {
  const report = await readReport(path);
  expect(report).toMatchObject({ schemaVersion: SCHEMA_VERSION, upgradedFrom: 0 });
  expect(report.run).toMatchObject({ seed: 1, suites: [], requirements: null, shard: null, window: null });
  const [client] = report.clients;
  expect(client?.choice).toEqual({ profile: null, profileFile: null, exec: client?.command });
  expect(client?.gate).toEqual({
    met: false,
    expectations: null,
    complaints: [
      {
        code: 'unexpected-failure',
        id: 'context/query-in-a-notice',
        message: 'context/query-in-a-notice is fail (answers), and nothing expects that.',
        file: null,
        line: null,
      },
    ],
  });
  expect(client?.totals).toMatchObject({ pass: 1, fail: 1, 'not-applicable': 1 });
  expect(client?.results.map(({ scored, entry }) => [scored, entry])).toEqual([
    [true, null],
    [true, null],
    [true, null],
  ]);
  expect(client?.results[1]?.cases.map(({ expected, scored }) => [expected, scored])).toEqual([
    [false, true],
    [false, true],
  ]);
});

test('nothing that it told is lost or changed', async () => {
  const old = await kept();
  const report = await readReport(path);
  expect(report).toMatchObject({ ...old, schemaVersion: SCHEMA_VERSION });
});

test('it renders, and each rendering says that it was upgraded', async () => {
  const report = await readReport(path);
  const sentence = `This report was written in version 0 of the format and upgraded to version ${SCHEMA_VERSION}.`;
  expect(htmlReport(report)).toContain(sentence);
  expect(summaryText(report, [], plain).replace(/\s+/g, ' ')).toContain(sentence);
  const failed = report.clients[0]?.results.find(({ verdict }) => verdict === 'fail');
  expect(failed && failureText(failed, report.requirements, plain)).toContain('context/query-in-a-notice');
  expect(checkReport(regrade(report, 'classic')).suite.standard).toBe('classic');
  // The words stand in the script of every page.
  const [written] = htmlReport(sampleReport()).split('<script');
  expect(written).not.toContain('upgraded to version');
  expect(summaryText(sampleReport(), [], plain)).not.toContain('upgraded to version');
});

test('what was read once reads again', async () => {
  const report = await readReport(path);
  expect(checkReport(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test("suites of one's own and findings of a report of version 0", async () => {
  const old = await kept();
  const [client] = old.clients;
  if (client === undefined) throw new Error('the kept report has a client');
  const finding = { code: 'lost', step: null, message: 'It was lost.', fatal: false, transcript: [] };
  const results = client.results.map((one) => ({ ...one, suite: 'mine' }));
  const report = checkReport({ ...old, clients: [{ ...client, findings: [finding], results }] });
  expect(report.run.suites).toEqual(['mine']);
  expect(report.clients[0]?.totals.fail).toBe(0);
  expect(report.clients[0]?.apart).toMatchObject([{ name: 'mine', totals: { pass: 1, fail: 1 } }]);
  expect(report.clients[0]?.gate.complaints.map(({ code }) => code)).toEqual([
    'unexpected-failure',
    'finding',
  ]);
  const empty = checkReport({ ...old, clients: [{ ...client, results: [] }] });
  expect(empty.clients[0]?.gate.complaints.map(({ code }) => code)).toEqual(['nothing-judged']);
});

test('a faulty one is told by the schema of its own version', async () => {
  const { run, ...old } = await kept();
  expect(() => checkReport({ ...old, run: { ...run, seed: 'one' } }, 'old.json')).toThrow(
    'old.json, at /run/seed: found "one", expected integer',
  );
  expect(() => checkReport(old, 'old.json')).toThrow("old.json, at /: the key 'run' is missing");
});

test('there is a way from each version that can be read, and none from others', () => {
  expect(readableVersions).toEqual([0, 1]);
  expect(readableVersions.map((version) => upgradesFrom(version)?.length)).toEqual([1, 0]);
  expect([2, -1, 0.5, '0', null].map(upgradesFrom)).toEqual([null, null, null, null, null]);
});
