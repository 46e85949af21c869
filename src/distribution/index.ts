/** Distributions with batch and event axes apart, and the divergences between them. */
export * as Bernoulli from './bernoulli.js'
export type { Distribution, ValueGuard } from './distribution.js'
export type { Elementwise, Families, Family, Formulas, ParameterNames, Parameters } from './family.js'
export * as Gaussian from './gaussian.js'
export * as Independent from './independent.js'
export { type ClosedFormPair, type ClosedForms, type KlGuard, kl, klMonteCarlo, klOf } from './kl.js'
export * as Laplace from './laplace.js'
export { repeatedOver } from './repeat.js'
