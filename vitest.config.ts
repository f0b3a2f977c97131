import {defineConfig} from 'vitest/config'

/** What a person does in a browser is tested by Playwright, in e2e/. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'cli/**/*.test.ts', 'bench/**/*.test.ts', '*.test.ts'],
          environment: 'node',
          globalSetup: ['server/testing/global-setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'query',
          include: ['query/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'unit-web',
          include: ['web/**/*.test.{ts,tsx}'],
          environment: 'node',
        },
      },
    ],
  },
})
