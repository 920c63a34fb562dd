import { expect, test } from 'vitest';
import { holdUncaught } from './uncaught.ts';

test('errors of others go where they went before, and all is given back', async () => {
  const before = process.rawListeners('uncaughtException');
  const seen: unknown[] = [];
  const listener = (error: unknown): void => void seen.push(error);
  process.removeAllListeners('uncaughtException').on('uncaughtException', listener);
  const give = holdUncaught();
  try {
    const error = new Error('of the tests');
    setImmediate(() => {
      throw error;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(seen).toEqual([error]);
    expect(process.rawListeners('uncaughtException')).not.toContain(listener);
    give();
    give();
    expect(process.rawListeners('uncaughtException')).toContain(listener);
  } finally {
    give();
    process.removeAllListeners('uncaughtException');
    for (const one of before) process.on('uncaughtException', one as NodeJS.UncaughtExceptionListener);
  }
});
