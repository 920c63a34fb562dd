import { describe, expect, test } from 'vitest';
import { processesWith, runCli } from './cli-run.ts';

/** Shorter than the default, so that the tests do not take minutes; no verdict hangs on it. */
const TIMEOUT = ['--timeout', '4000'];

function exec(file: string, tag: string): string[] {
  // The last word does nothing but make this client's processes recognisable.
  return [
    'run',
    '--exec',
    `node fixtures/hostile/${file}.mjs {host} {port} {nick}`,
    '--name',
    tag,
    ...TIMEOUT,
  ];
}

describe('a client that cannot be tested gets a finding that names the step', () => {
  test.each([
    ['never-connects', 'never-connects', 'connect'],
    ['says-nothing', 'never-registers', 'register'],
    ['exits-at-once', 'exits-early', 'connect'],
    ['half-closes', 'disconnects-early', 'ping'],
    ['line-without-end', 'floods', null],
    ['floods', 'floods', null],
  ])('%s', async (file, code, step) => {
    const end = await runCli(exec(file, file));
    expect(end.code, end.stdout + end.stderr).toBe(3);
    const finding = end.report?.clients[0]?.findings[0];
    expect(finding).toMatchObject({ code, fatal: true });
    if (step !== null) expect(finding?.step).toBe(step);
    expect(end.report?.clients[0]?.results).toEqual([]);
    expect(end.left).toEqual([]);
    expect(await processesWith(`hostile/${file}.mjs`)).toEqual([]);
  });
});

test('a command that does not exist', async () => {
  const end = await runCli(['run', '--exec', 'no-such-client-anywhere {host} {port}', ...TIMEOUT]);
  expect(end.code).toBe(3);
  expect(end.report?.clients[0]?.findings[0]).toMatchObject({ code: 'client-not-found', step: 'start' });
});

describe('a client that turns on the harness in the middle is judged, and nothing of it is left', () => {
  test.each([
    ['exits-in-the-middle', 'crashes', 'dies'],
    ['dies-by-signal', 'crashes', 'dies'],
    ['resets', 'disconnects', 'disconnects'],
    ['closes-and-reconnects', 'disconnects', 'disconnects'],
    ['hangs', 'hangs', 'lost-in-company'],
    ['burns-cpu', 'hangs', 'hangs'],
  ])('%s', async (file, outcome, finding) => {
    const end = await runCli([
      ...exec(file, file),
      '--filter',
      'framing/*delimiter*',
      '--filter',
      'ping/time-pair',
    ]);
    const client = end.report?.clients[0];
    const seen = [
      ...(client?.results.map((result) => result.outcome) ?? []),
      ...(client?.findings.map(({ code }) => code) ?? []),
    ];
    expect([1, 3], end.stdout + end.stderr).toContain(end.code);
    expect(seen, end.stdout).toEqual(
      expect.arrayContaining([expect.stringMatching(`^(${outcome}|${finding})$`)]),
    );
    expect(end.left).toEqual([]);
    expect(await processesWith(`hostile/${file}.mjs`)).toEqual([]);
  });
});

test('what a client still carries from scenarios before is held against none', async () => {
  const end = await runCli([
    ...exec('dies-when-grown', 'dies-when-grown'),
    ...['--jobs', '1', '--filter', 'context/channel-metadata-query', '--filter', 'context/query-to-oneself'],
  ]);
  const client = end.report?.clients[0];
  expect(client?.totals, end.stdout + end.stderr).toMatchObject({ fail: 0, inconclusive: 0 });
  expect(client?.results.map(({ id, verdict }) => [id, verdict])).toEqual([
    ['context/channel-metadata-query', 'pass'],
    ['context/query-to-oneself', 'pass'],
  ]);
  const said = client?.findings.map(({ code, message }) => `${code}: ${message}`) ?? [];
  expect(said[0]).toMatch(
    /^lost-in-company: .* while context\/query-to-oneself#\S+ was played, behind other scenarios/,
  );
}, 120_000);

describe('a client that is merely unpleasant is judged like any other, and ended', () => {
  test.each([
    'ignores-sigterm',
    'forks-survivor',
    'prints-100mb',
    'connects-twice',
    'sends-terminal-escapes-and-markup',
  ])('%s', async (file) => {
    const end = await runCli([...exec(file, file), '--filter', 'version/*']);
    expect(end.report?.run.complete, end.stdout + end.stderr).toBe(true);
    expect(end.report?.clients[0]?.findings.filter(({ fatal }) => fatal)).toEqual([]);
    // Nothing of what it printed or sent reaches the terminal as a control sequence.
    expect(end.stdout.includes('\x1b')).toBe(false);
    expect(end.left).toEqual([]);
    expect(await processesWith(`hostile/${file}.mjs`)).toEqual([]);
  });
});

describe('a client that does nothing passes nothing', () => {
  test.each(['never-connects', 'says-nothing', 'registers-only'])('%s', async (file) => {
    const end = await runCli(exec(file, file));
    expect(end.report?.clients[0]?.totals.pass).toBe(0);
    expect(end.code).not.toBe(0);
    if (file === 'registers-only') {
      expect(end.code).toBe(1);
      expect(end.stdout).toContain('Nothing could be judged');
      expect(
        end.report?.clients[0]?.results.every(
          ({ verdict }) => verdict === 'inconclusive' || verdict === 'not-applicable',
        ),
      ).toBe(true);
    }
  });
});
