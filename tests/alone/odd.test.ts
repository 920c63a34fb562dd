import { describe, expect, test } from 'vitest';
import { runCli } from '../cli-run.ts';

function odd(name: string): string[] {
  return ['run', '--exec', `node fixtures/odd/client.js {host} {port} {nick} --odd ${name}`, '--name', name];
}

// Most of these wait for their own delays, so several of them can wait at once.
describe.concurrent('a correct client is not wronged, however odd it is', () => {
  test.each([
    'byte-by-byte',
    'lf-only',
    'middle-params',
    'lower-case-verbs',
    'other-nick',
    'ping-and-version-only',
    'ping-only',
    'version-only',
    'channel-silent',
    'echo-cuts',
    'errmsg-by-notice',
    'delimiters-to-spaces',
    'target-may-be-missing',
    'answers-the-server',
    'ambient',
    'plain-answers',
    'stalls-until-input',
    'delayed',
    'delayed-in-order',
  ])(
    '%s',
    async (name) => {
      const end = await runCli(odd(name));
      const results = end.report?.clients[0]?.results ?? [];
      const accused = results.filter(({ verdict }) =>
        ['fail', 'inconclusive', 'harness-error'].includes(verdict),
      );
      expect(accused.map(({ id, verdict, reason }) => `${verdict} ${id}: ${reason}`)).toEqual([]);
      expect(results.some(({ verdict }) => verdict === 'pass')).toBe(true);
      expect(end.code).toBe(0);
      expect(end.left).toEqual([]);
    },
    600_000,
  );
});

test('a client that answers no CTCP is not failed for it, and is told that nothing could be judged', async () => {
  const end = await runCli([...odd('no-ctcp'), '--timeout', '4000']);
  expect(end.code).toBe(1);
  expect(end.stdout).toContain('Nothing could be judged');
  expect(end.report?.clients[0]?.totals).toMatchObject({ fail: 0, warn: 0, pass: 0, info: 0 });
});

test('silence that no fence proves is called timed, and never accuses', async () => {
  const end = await runCli([
    ...odd('delayed'),
    '--filter',
    'context/query-in-a-notice',
    '--filter',
    'ping/time-pair',
  ]);
  const results = end.report?.clients[0]?.results ?? [];
  expect(end.report?.clients[0]?.discovery?.order).toBe('not-kept');
  expect(results.map(({ evidence }) => evidence)).toEqual(['timed', 'timed']);
  expect(results.every(({ observationMs }) => (observationMs ?? 0) > 0)).toBe(true);
}, 120_000);
