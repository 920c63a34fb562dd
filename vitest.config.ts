import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts', 'reports/**/*.test.ts', 'fixtures/**/*.test.ts', 'tests/**/*.test.ts'],
    // Guards against a hang only; no test asserts a time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
