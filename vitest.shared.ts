import { fileURLToPath } from 'node:url'

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url))

/** What users import, as it stands in this repository. */
export const alias = [
  { find: /^reparam$/, replacement: source('index.ts') },
  { find: /^reparam\/layer$/, replacement: source('layer/index.ts') },
  { find: /^reparam\/laws$/, replacement: source('laws/index.ts') },
  { find: /^reparam\/estimate$/, replacement: source('estimate/index.ts') },
  { find: /^reparam\/node$/, replacement: source('node.ts') },
  { find: /^reparam\/tf$/, replacement: source('tf.ts') },
]
