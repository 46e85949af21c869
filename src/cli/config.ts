/** What a run is: every number that decides its result. */

/** The likelihoods that a run may have. */
export const likelihoods = ['bernoulli', 'gaussian', 'laplace'] as const

/** A likelihood's name. */
export type Likelihood = (typeof likelihoods)[number]

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
  readonly backend: 'wasm' | 'cpu'
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
