import { defineConfig } from 'vitest/config';

const shared = {
  // Guards against a hang only; no test asserts a time.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'together',
          include: [
            'bench/**/*.test.ts',
            'harness/**/*.test.ts',
            'reports/**/*.test.ts',
            'fixtures/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: ['tests/alone/**', '**/node_modules/**'],
          sequence: { groupOrder: 0 },
          // Many of them wait for clients: every processor may have a file of its own.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          ...shared,
          // They play many clients at once themselves, and what they find out about the pace of a client, no
          // other test may spoil.
          name: 'alone',
          include: ['tests/alone/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          maxConcurrency: 4,
        },
      },
    ],
  },
});
