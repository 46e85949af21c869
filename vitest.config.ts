import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^reparam$/, replacement: source('index.ts') },
      { find: /^reparam\/layer$/, replacement: source('layer/index.ts') },
      { find: /^reparam\/laws$/, replacement: source('laws/index.ts') },
      { find: /^reparam\/node$/, replacement: source('node.ts') },
    ],
  },
  test: {
    include: ['spec/**/*.spec.ts'],
    setupFiles: ['spec/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
