import { defineConfig } from 'vitest/config'
import { alias } from './vitest.shared.js'

/** Specs that only read: sources, and what the compiler says. They share what one process has parsed. */
const reading = [
  'spec/architecture/*.spec.ts',
  'spec/cost/*.spec.ts',
  'spec/docs/errors.spec.ts',
  'spec/types/*.spec.ts',
]

/** Specs of the package as it is installed and of the command as it is started: `npm run test:package`. */
const packaged = ['spec/package/*.spec.ts', 'spec/cli/*.spec.ts']

export default defineConfig({
  resolve: { alias },
  test: {
    setupFiles: ['spec/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'reading', include: reading, isolate: false } },
      {
        extends: true,
        test: { name: 'running', include: ['spec/**/*.spec.ts'], exclude: [...reading, ...packaged] },
      },
    ],
  },
})
