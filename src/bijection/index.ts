/**
 * Invertible maps with their log-determinants: flows.
 * @category bijection
 * @since 0.1.0
 * @module
 */
export { affine } from './affine.js'
export { iaf, maf, type Sized } from './autoregressive.js'
export { batchMoments, batchNorm, type Moments } from './batch-norm.js'
export { type Bijection, define, type Mapped } from './bijection.js'
export { chain, inverse } from './chain.js'
export type { Bound, Conditioner, ShiftAndScale } from './conditioner.js'
export { coupling, couplingOf, type Parts } from './coupling.js'
export { exp, identity, sigmoid, softplus, tanh } from './elementwise.js'
export type { EventGuard, EventOf } from './event-axes.js'
export { type PermutationGuard, permutation, reverse } from './permutation.js'
export { type ButLast, planar } from './planar.js'
export { radial } from './radial.js'
export { remembering } from './remembering.js'
export { rationalQuadraticSpline } from './spline.js'
