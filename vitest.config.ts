import { defineConfig } from 'vitest/config';

// Tests run the TypeScript sources of every package: the "development" export condition points at src/.
const conditions = ['development', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['packages/*/{src,bench,examples}/**/*.test.ts', 'tests/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A property test that fails prints its seed; nothing is retried, flaky is broken.
    retry: 0,
  },
});
