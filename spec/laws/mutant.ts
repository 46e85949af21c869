/** Distributions with one fault, which is still there after `expand`. */
import type { Ability, Distribution } from '../../src/distribution/index.js'
import type { Shape } from '../../src/shape/index.js'
import { type AnyTensor, expression, type Tensor, typed } from '../../src/tensor/tensor.js'

/** The functions that a fault replaces, whatever the batch. */
export type Fault<E extends Shape, A extends Ability> = <B extends Shape>(
  d: Distribution<B, E, A>,
) => Partial<Distribution<B, E, A>>

/** A distribution with a fault. */
export const mutant = <B extends Shape, E extends Shape, A extends Ability>(
  d: Distribution<B, E, A>,
  fault: Fault<E, A>,
): Distribution<B, E, A> => ({
  ...d,
  ...fault(d),
  expand: <L extends number>(count: L) => mutant<[L, ...B], E, A>(d.expand(count), fault),
})

/** A tensor in the shape of a value of d, where the shapes of an event [] say so only at run time. */
export const eventOf = <B extends Shape, E extends Shape>(
  _: Distribution<B, E>,
  x: AnyTensor,
): Tensor<[...B, ...E]> => typed(expression(x))

/** A tensor in the shape of a log-density of d. */
export const densityOf = <B extends Shape, E extends Shape>(_: Distribution<B, E>, x: AnyTensor): Tensor<B> =>
  typed(expression(x))
