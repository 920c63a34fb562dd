import { describe, expect, test } from 'vitest';
import { runCli } from '../cli-run.ts';

/** Correct clients that limit what they answer, and what discovery calls their kind of limit. */
const limiters = [
  ['four-in-ten-seconds-each', 'none'],
  ['ignores-for-a-minute', 'none'],
  ['queue-after-five', 'queue'],
  ['queue-of-five', 'queue'],
  ['five-in-eight-seconds', 'drop'],
  ['five-queries-a-period', 'drop'],
  ['drops-every-fifth-query', 'drop'],
  ['silent-until-quiet', 'drop'],
] as const;

const AREAS = ['--area', 'context', '--area', 'ping', '--area', 'version'];
const FEW = [
  '--filter',
  'context/query-in-a-notice',
  '--filter',
  'version/is-answered',
  '--filter',
  'ping/time-pair',
];

function run(limiter: string, filters: readonly string[], mutant?: string): ReturnType<typeof runCli> {
  const command = `node fixtures/odd/client.js {host} {port} {nick} --odd ${limiter}`;
  const exec = mutant === undefined ? command : `${command} --mutant ${mutant}`;
  return runCli(['run', '--exec', exec, '--name', limiter, ...filters]);
}

// They mostly wait, so several of them can wait at once: first those that wait longest.
describe.concurrent('a client that limits its answers', () => {
  test('delayed-half-a-minute is not wronged', async () => {
    const end = await run('delayed-half-a-minute', FEW);
    const [client] = end.report?.clients ?? [];
    expect(client?.discovery?.order).toBe('not-kept');
    expect(client?.totals, end.stdout).toMatchObject({ pass: 3 });
  }, 600_000);

  test.each(['delayed-half-a-minute', ...limiters.map(([limiter]) => limiter)])(
    '%s does not hide that it answers a NOTICE',
    async (limiter) => {
      const end = await run(limiter, FEW, 'answers-notice');
      const results = end.report?.clients[0]?.results ?? [];
      const verdicts = Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
      expect(verdicts, end.stdout).toEqual({
        'context/query-in-a-notice': 'fail',
        'ping/time-pair': 'pass',
        'version/is-answered': 'pass',
      });
      expect(end.code).toBe(1);
    },
    600_000,
  );

  test.each([
    ['five-in-eight-seconds', []],
    ['five-queries-a-period', []],
    ['after-a-pause', []],
    // Twice as quick as the clock of RFC 1459 allows for ever: it shows only in a loop that has no end.
    ['queue-of-five', ['warn flood/reflecting-peer: runs-ahead']],
    // What it is about: none is lost, however many there are.
    ['queue-after-five', ['warn flood/bounded-queue: answers-on']],
  ])(
    '%s stands a flood',
    async (limiter, known) => {
      const end = await run(limiter, ['--area', 'flood']);
      const results = end.report?.clients[0]?.results ?? [];
      const accused = results.filter(({ verdict }) => !['pass', 'info', 'not-applicable'].includes(verdict));
      expect(accused.map(({ id, verdict, outcome }) => `${verdict} ${id}: ${outcome ?? ''}`)).toEqual(known);
      expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(12);
      expect(end.code).toBe(0);
      expect(end.left).toEqual([]);
    },
    600_000,
  );

  test.each(limiters)(
    '%s is not wronged, and its limit is known for what it is',
    async (limiter, kind) => {
      const end = await run(limiter, AREAS);
      const [client] = end.report?.clients ?? [];
      expect(client?.discovery?.allowance.kind).toBe(kind);
      const accused = (client?.results ?? []).filter(
        ({ verdict }) => !['pass', 'info', 'not-applicable'].includes(verdict),
      );
      expect(accused.map(({ id, verdict, reason }) => `${verdict} ${id}: ${reason}`)).toEqual([]);
      expect(client?.totals.pass).toBeGreaterThan(30);
      expect(end.code).toBe(0);
      expect(end.left).toEqual([]);
    },
    600_000,
  );
});
