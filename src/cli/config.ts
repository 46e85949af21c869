/** What a run is: every number that decides its result. */

/** The likelihoods that a run may have. */
export const likelihoods = ['bernoulli', 'gaussian', 'laplace'] as const

/** A likelihood's name. */
export type Likelihood = (typeof likelihoods)[number]

/** The backends that a run may have. */
export const backends = ['wasm', 'cpu', 'webgpu', 'auto'] as const

/** The exact configuration of a run, as it is written beside its results. */
export interface Config {
  /** digits, fashion-mnist, or a folder of IDX files. */
  readonly data: string
  readonly dataDir?: string
  readonly latent: number
  readonly hidden: number
  readonly likelihood: Likelihood
  readonly beta: number
  readonly epochs: number
  readonly batch: number
  readonly lr: number
  readonly seed: number
  readonly backend: (typeof backends)[number]
}

/** What a run is when nothing else is asked for: handwritten digits on a two-dimensional latent. */
export const defaults: Config = {
  data: 'digits',
  latent: 2,
  hidden: 128,
  likelihood: 'bernoulli',
  beta: 1,
  epochs: 150,
  batch: 64,
  lr: 2e-3,
  seed: 0,
  backend: 'wasm',
}

/** Whether a value that was read is a record. */
export const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  typeof x === 'object' && x !== null

const isOneOf = (choices: readonly string[], x: unknown): boolean =>
  typeof x === 'string' && choices.includes(x)

const isNumber = (x: unknown, accepts: (x: number) => boolean): boolean => typeof x === 'number' && accepts(x)

/** Whether a number counts something: 1, 2, … */
export const isCount = (x: number): boolean => Number.isSafeInteger(x) && x >= 1

/** Whether a number can be a seed. */
export const isSeed = (x: number): boolean => Number.isSafeInteger(x) && x >= 0

/** Whether a number can weigh the KL divergence. */
export const isWeight = (x: number): boolean => Number.isFinite(x) && x >= 0

/** Whether a number can be the rate of an optimizer. */
export const isRate = (x: number): boolean => Number.isFinite(x) && x > 0

/** Whether a value that was read from a file is the configuration of a run. */
export const isConfig = (x: unknown): x is Config =>
  isRecord(x) &&
  typeof x['data'] === 'string' &&
  (x['dataDir'] === undefined || typeof x['dataDir'] === 'string') &&
  ['latent', 'hidden', 'epochs', 'batch'].every((name) => isNumber(x[name], isCount)) &&
  isNumber(x['beta'], isWeight) &&
  isNumber(x['lr'], isRate) &&
  isNumber(x['seed'], isSeed) &&
  isOneOf(likelihoods, x['likelihood']) &&
  isOneOf(backends, x['backend'])
