/** Logarithms of scales as a network puts them out: any number, none of which makes an exponential overflow. */

import type { Tensor } from '../tensor/index.js'
import { bounded } from '../tensor/primitive/bounded.js'
import { expression, typed } from '../tensor/tensor.js'

/** A scale stays a normal float32, and so does its reciprocal: e⁸⁰ is 6e34. */
const bound = 80

/** Up to here nothing is changed. */
const straight = 60

/** The logarithm of a scale, bent smoothly beyond ±60 so that it never exceeds ±80. */
export const boundedLogScale = <S>(logScale: Tensor<S>): Tensor<S> =>
  typed(bounded(expression(logScale), bound, straight))
