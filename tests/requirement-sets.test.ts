import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freezeSuite, setText } from '../harness/cli/freeze.ts';
import { requirementSet, setDates } from '../harness/cli/requirement-sets.ts';
import { loadRequirementSet, type RequirementSet } from '../harness/scenario/requirement-set-file.ts';
import { freeze, vanished } from '../harness/scenario/requirement-set.ts';
import type { ClientReport } from '../reports/model/report.ts';
import { readReport } from '../reports/read.ts';
import { builtInSuite } from './fixture-run.ts';
import { copyCheckout } from './package/checkout.ts';
import { runCommand, type CommandEnd } from './package/command.ts';

describe('what is frozen stays', () => {
  test('each set is there in full: no id of a scenario, no case and no rule has vanished', async () => {
    const dates = await setDates();
    expect(dates).toContain('2026-12');
    const suite = await builtInSuite();
    for (const date of dates) {
      const set = await requirementSet(date);
      expect(set.set).toBe(date);
      expect(Object.keys(set.scenarios).length).toBeGreaterThan(150);
      expect(vanished(set, suite)).toEqual([]);
    }
  });

  test('and this can fail: a scenario, a case and a rule are taken out of the suite in turn', async () => {
    const suite = await builtInSuite();
    const set = await requirementSet('2026-12');
    const without = (id: string): typeof suite => ({
      ...suite,
      scenarios: suite.scenarios.filter((one) => one.id !== id),
    });
    expect(vanished(set, without('ping/no-payload'))).toEqual([
      "ping/no-payload of 2026-12 is gone. Put it back, or give what replaces it 'aliases: [ping/no-payload]'.",
    ]);
    const cut = suite.scenarios.map((one) =>
      one.id === 'context/query-in-a-notice'
        ? { ...one, cases: one.cases.filter(({ name }) => name !== 'version') }
        : one,
    );
    expect(vanished(set, { ...suite, scenarios: cut })).toEqual([
      "The case 'version' of context/query-in-a-notice in 2026-12 is gone. Put it back; a case keeps its name.",
    ]);
    const requirements = new Map([...suite.requirements].filter(([id]) => id !== 'CTX-03'));
    expect(vanished(set, { ...suite, requirements })).toHaveLength(1);
  });

  test('a set is written once, follows its schema, and reads as what was frozen', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ctcpspec-freeze-'));
    try {
      const suite = await builtInSuite();
      const path = await freezeSuite(suite, '2031-01', directory);
      expect(await loadRequirementSet(path)).toEqual(freeze(suite, '2031-01'));
      const before = await readFile(path, 'utf8');
      await expect(freezeSuite(suite, '2031-01', directory)).rejects.toMatchObject({ code: 'frozen' });
      expect(await readFile(path, 'utf8')).toBe(before);
      await expect(freezeSuite(suite, 'today', directory)).rejects.toMatchObject({ code: 'bad-date' });
      await expect(freezeSuite(suite, undefined, directory)).rejects.toMatchObject({ code: 'bad-date' });
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('ctcpspec run --requirements', () => {
  let directory: string;
  let checkout: string;
  const mutant = 'node fixtures/reference/client.js {host} {port} {nick} --mutant answers-notice';

  const run = (...args: string[]): Promise<CommandEnd> =>
    runCommand(process.execPath, ['harness/cli/ctcpspec.js', 'run', '--exec', mutant, ...args], {
      cwd: checkout,
    });
  const client = async (): Promise<ClientReport> => {
    const report = await readReport(join(checkout, 'ctcp-report/report.json'));
    const [first] = report.clients;
    if (first === undefined) throw new Error('no client was played');
    return first;
  };
  const shown = async (): Promise<unknown[]> =>
    (await client()).results.map(({ id, verdict, scored, expected }) => [id, verdict, scored, expected]);

  /** Lays a set of which something is missing or different. */
  async function laySet(date: string, change: (set: RequirementSet) => RequirementSet): Promise<void> {
    const set = change({ ...(await requirementSet('2026-12')), set: date });
    await writeFile(join(checkout, 'suites/sets', `${date}.yaml`), setText(set));
  }
  const withoutScenario = (set: RequirementSet, id: string): RequirementSet => ({
    ...set,
    scenarios: Object.fromEntries(Object.entries(set.scenarios).filter(([name]) => name !== id)),
  });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ctcpspec-sets-'));
    checkout = join(directory, 'checkout');
    await mkdir(checkout);
    await copyCheckout(checkout);
    await laySet('2020-01', (set) => withoutScenario(set, 'context/query-in-a-notice'));
    await laySet('2020-02', (set) => ({
      ...set,
      scenarios: { ...set.scenarios, 'context/query-in-a-channel-notice': ['avatar'] },
    }));
    await laySet('2020-03', (set) => ({
      ...set,
      rules: {
        ...set.rules,
        'CTX-03': { modern: 'SHOULD', classic: 'SHOULD', basis: 'specification' },
      },
    }));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const both = ['--filter', 'context/query-in-a-notice', '--filter', 'ping/no-payload'];

  test('without it, everything is scored', async () => {
    expect((await run(...both)).code).toBe(1);
    expect(await shown()).toEqual([
      ['context/query-in-a-notice', 'fail', true, false],
      ['ping/no-payload', 'pass', true, true],
    ]);
  });

  test('a set that has everything changes nothing but the report, which names it', async () => {
    expect((await run(...both, '--requirements', '2026-12')).code).toBe(1);
    const report = await readReport(join(checkout, 'ctcp-report/report.json'));
    expect(report.run.requirements).toBe('2026-12');
    expect(report.clients[0]?.apart).toEqual([]);
  });

  test('a scenario that is newer is played, shown and not scored', async () => {
    const end = await run(...both, '--requirements', '2020-01');
    expect(end.code, end.stdout + end.stderr).toBe(0);
    expect(end.stdout).toContain('newer than 2020-01, counted apart: 1 fail');
    expect(await shown()).toEqual([
      ['context/query-in-a-notice', 'fail', false, true],
      ['ping/no-payload', 'pass', true, true],
    ]);
    const { totals, apart, gate } = await client();
    expect(totals).toMatchObject({ pass: 1, fail: 0 });
    expect(apart).toMatchObject([{ name: 'newer than 2020-01', totals: { fail: 1 } }]);
    expect(gate).toEqual({ met: true, expectations: null, complaints: [] });
    const page = readFileSync(join(checkout, 'ctcp-report/report.html'), 'utf8');
    expect(page).toMatch(/Counted apart: <span class="id">newer than 2020-01<\/span>,\s+1 fail/);
  });

  test('but nothing that counts is no success', async () => {
    expect((await run(...both.slice(0, 2), '--requirements', '2020-01')).code).toBe(1);
    expect((await client()).gate.complaints.map(({ code }) => code)).toEqual(['nothing-judged']);
  });

  test('a case that is newer is played, shown, and does not speak for its scenario', async () => {
    const scenario = 'context/query-in-a-channel-notice';
    const exec = mutant.replace('answers-notice', 'answers-channel-notice');
    const args = ['--exec', exec, '--filter', scenario];
    expect((await run(...args)).code).toBe(1);
    expect((await run(...args, '--requirements', '2020-02')).code).toBe(0);
    expect(await shown()).toEqual([[scenario, 'pass', true, true]]);
    const [result] = (await client()).results;
    expect(
      result?.cases.map(({ name, verdict, scored, expected }) => [name, verdict, scored, expected]),
    ).toEqual([
      ['avatar', 'pass', true, true],
      ['version', 'fail', false, true],
      ['ping', 'fail', false, true],
    ]);
  });

  test('rules weigh what they weighed', async () => {
    expect((await run(...both, '--requirements', '2020-03')).code).toBe(0);
    expect(await shown()).toEqual([
      ['context/query-in-a-notice', 'warn', true, true],
      ['ping/no-payload', 'pass', true, true],
    ]);
    expect((await run(...both, '--requirements', '2020-03', '--gate', 'should')).code).toBe(1);
  });

  test('a date of which there is no set: those that there are, and nothing was played', async () => {
    await rm(join(checkout, 'ctcp-report'), { recursive: true });
    const end = await run('--requirements', '2019-05');
    expect(end.code).toBe(2);
    expect(end.stderr).toBe(
      "There is no set of requirements '2019-05'. There are: 2020-01, 2020-02, 2020-03, 2026-12.\n",
    );
    await expect(client()).rejects.toMatchObject({ code: 'report-not-found' });
  });
});
