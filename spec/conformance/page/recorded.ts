/** What runs have left beside the suite: of this package, of stock TensorFlow.js, and of training. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StockMeasured } from '../bugs-suite.js'
import type { Measured } from '../measure.js'
import type { Trained } from '../training/suite.js'

const folder = fileURLToPath(new URL('../measured/', import.meta.url))

/** Files of the runs that every machine makes; the columns of the table, in this order. */
const required = [
  'cpu-node',
  'wasm-node',
  'wasm-chromium',
  'webgl-chromium',
  'webgpu-chromium',
  'webgpu-node',
] as const

/** The runs of stock TensorFlow.js that every machine makes. */
const requiredStock = [
  'stock-cpu-node',
  'stock-wasm-node',
  'stock-wasm-chromium',
  'stock-webgl-chromium',
  'stock-webgpu-chromium',
  'stock-webgpu-node',
] as const

/** The trainings that every machine does. */
const requiredTraining = [
  'training-cpu-node',
  'training-wasm-node',
  'training-cpu-chromium',
  'training-wasm-chromium',
  'training-webgl-chromium',
  'training-webgpu-chromium',
] as const

/** The names of all files that must be there. */
export const requiredFiles: readonly string[] = [...required, ...requiredStock, ...requiredTraining]

export interface Recorded {
  /** The names of the files that are there. */
  readonly files: readonly string[]
  /** The required runs in their order, then those of other machines. */
  readonly runs: readonly Measured[]
  readonly stock: readonly StockMeasured[]
  readonly training: readonly Trained[]
}

const read = <A>(file: string): A => JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8'))

/** All that has been recorded. */
export const recorded = (): Recorded => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
  const named = (prefix: string): readonly string[] => files.filter((name) => name.startsWith(prefix))
  const others = files.filter((name) => !/^(?:stock|training)-/.test(name))
  const order = [
    ...required.filter((name) => others.includes(name)),
    ...others.filter((name) => !isRequired(name)),
  ]
  return {
    files,
    runs: order.map((name) => read<Measured>(name)),
    stock: named('stock-').map((name) => read<StockMeasured>(name)),
    training: named('training-').map((name) => read<Trained>(name)),
  }
}

const isRequired = (name: string): boolean => required.some((known) => known === name)
