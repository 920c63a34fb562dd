import { expect, test } from 'vitest';
import { startCli } from './cli-run.ts';

test('a run whose output nobody reads any more still ends with its report and its exit code', async () => {
  const call = await startCli(['run', '--area', 'version', '--verbose']);
  call.process.stdout?.destroy();
  const { code, stderr, report } = await call.ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(report?.run.complete).toBe(true);
});
