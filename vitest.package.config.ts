import { defineConfig } from 'vitest/config'
import { alias } from './vitest.shared.js'

/** The package as it is packed and installed, and the command as it is started: processes of their own, which take time. */
export default defineConfig({
  resolve: { alias },
  test: {
    setupFiles: ['spec/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    include: ['spec/package/*.spec.ts', 'spec/cli/*.spec.ts'],
  },
})
