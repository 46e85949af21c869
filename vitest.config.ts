import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url))

/** Specs that only read: sources, and what the compiler says. They share what one process has parsed. */
const reading = [
  'spec/architecture/*.spec.ts',
  'spec/cost/*.spec.ts',
  'spec/docs/errors.spec.ts',
  'spec/types/*.spec.ts',
]

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
    setupFiles: ['spec/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'reading', include: reading, isolate: false } },
      { extends: true, test: { name: 'running', include: ['spec/**/*.spec.ts'], exclude: reading } },
    ],
  },
})
