import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutantCommand } from './matrix/fixtures.ts';
import { referenceLike, runFixture } from './fixture-run.ts';

test('what a client writes outside of its home is found, and taken away again', async () => {
  const client = await referenceLike(mutantCommand('fetches-by-path'), 'fetches-by-path');
  const { settled } = await runFixture(client, {
    scenarios: ({ id }) => id === 'dcc/hostile-names',
    attempts: 1,
  });
  const taken = (name: string): { outcome: string | null; paths: string[] } => {
    const chosen = settled.get(`dcc/hostile-names#${name}`)?.chosen;
    const written = chosen?.observation.taken?.written ?? [];
    return { outcome: chosen?.outcome ?? null, paths: written.map(({ bytes }) => bytes.toString()) };
  };
  expect(taken('hidden').outcome).toBe('writes-a-file');
  expect(taken('existing')).toEqual({
    outcome: 'writes-outside',
    paths: [expect.stringMatching(/ctcpspec-outside-\w+\/kept\.txt$/)],
  });
  for (const name of ['above', 'far-above', 'absolute']) {
    const { outcome, paths } = taken(name);
    expect(outcome, name).toBe('writes-outside');
    expect(paths, name).toHaveLength(1);
    expect(paths.filter(existsSync), name).toEqual([]);
  }
}, 60_000);
