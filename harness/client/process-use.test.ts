import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { processUse } from './process-use.ts';

const onLinux = process.platform === 'linux';

test.runIf(onLinux)('what a process and its children hold is added up', async () => {
  const alone = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const script =
    'require("child_process").spawn(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)"], { stdio: "inherit" }); setInterval(() => {}, 1000)';
  const parent = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await Promise.all([once(alone.stdout, 'data'), once(parent.stdout, 'data')]);
    const one = await processUse(alone.pid ?? 0);
    const two = await processUse(parent.pid ?? 0);
    expect(one?.residentOctets).toBeGreaterThan(10_000_000);
    expect(two?.residentOctets).toBeGreaterThan((one?.residentOctets ?? 0) * 1.5);
  } finally {
    for (const { pid } of [alone, parent]) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
});

test('of a process that is not there, nothing can be told', async () => {
  expect(await processUse(2 ** 22 + 1)).toBeNull();
});
