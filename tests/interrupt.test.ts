import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processesWith, runCli, startCli } from './cli-run.ts';

test('Ctrl-C ends the client, and leaves a readable report that says it is incomplete', async () => {
  const name = `ctcpspec-interrupted-${process.pid}`;
  const call = await startCli([
    'run',
    '--exec',
    `node fixtures/odd/client.js {host} {port} {nick} --odd queue-without-end --seed ${process.pid}`,
    '--name',
    name,
  ]);
  await call.waitFor(/answers PING/);
  call.process.kill('SIGINT');
  const end = await call.ended;
  expect(end.code).toBe(130);
  expect(end.report?.run).toMatchObject({ complete: false, endedBy: 'SIGINT' });
  expect(end.report?.clients[0]?.totals.inconclusive).toBeGreaterThan(0);
  expect(end.report?.clients[0]?.results.some(({ cause }) => cause === 'interrupted')).toBe(true);
  expect(end.left).toEqual([]);
  expect(await processesWith(`--seed\0${process.pid}`)).toEqual([]);
});

test.each(['forks-survivor', 'ignores-sigterm', 'prints-100mb'])(
  'Ctrl-C while a scenario is held ends %s too',
  async (file) => {
    const call = await startCli(
      ['run', '--exec', `node fixtures/hostile/${file}.mjs {host} {port} {nick}`, '--hold', '--area', 'ping'],
      { stdinOpen: true },
    );
    await call.waitFor(/held: /);
    call.process.kill('SIGINT');
    const end = await call.ended;
    expect(end.code).toBe(130);
    expect(end.report?.run).toMatchObject({ complete: false, endedBy: 'SIGINT' });
    const causes = end.report?.clients[0]?.results
      .filter(({ verdict }) => verdict !== 'not-applicable')
      .map(({ cause }) => cause);
    expect(new Set(causes)).toEqual(new Set(['interrupted']));
    expect(end.left).toEqual([]);
    expect(await processesWith(`hostile/${file}.mjs`)).toEqual([]);
  },
);

test('a run that fails early leaves an earlier report as it was', async () => {
  const out = await mkdtemp(join(tmpdir(), 'ctcpspec-earlier-'));
  try {
    const first = await runCli(['run', '--filter', 'ping/time-pair'], { out });
    expect(first.code).toBe(0);
    const before = await readFile(join(out, 'report.json'), 'utf8');
    const second = await runCli(['run', '--filter', 'ping/tiem-pair'], { out });
    expect(second.code).toBe(2);
    expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(before);
  } finally {
    await rm(out, { recursive: true });
  }
});
