/** Keys and what is drawn from them. */
export type { Key } from '../tensor/tensor.js'
export { logStandardGamma, standardGamma } from './gamma.js'
export { fold, key, split, wordsOf } from './key.js'
export { bernoulli, gumbel, laplace, noiseLike, normal, uniform } from './sample.js'
