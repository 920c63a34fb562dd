import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts', 'reports/**/*.test.ts', 'fixtures/**/*.test.ts', 'tests/**/*.test.ts'],
    // Many tests wait for clients: every processor may have a file of its own.
    maxWorkers: '100%',
    // Guards against a hang only; no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
