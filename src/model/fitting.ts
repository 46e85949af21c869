/** Which encoder, decoder and prior fit together: as guards for the compiler, and as checks of sizes it did not know. */
import type { Families, Family, FamilyWith, KlGuard, Member, ScalarFamily } from '../distribution/index.js'
import type { Params, StatisticsArgument } from '../layer/index.js'
import { type Lead, leadOf, type Same, type Shape, ShapeError, type Show, show } from '../shape/index.js'
import { type Key, shapeOf, type Tensor } from '../tensor/index.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Conditional } from './conditional.js'

/**
 * The families of a posterior: their elements are independent, so that a divergence can be seen unit by unit.
 * @category model
 */
export type PosteriorFamily = Extract<ScalarFamily, FamilyWith<'mean'>>

/**
 * The families of a likelihood: an example is shown by its mean.
 * @category model
 */
export type LikelihoodFamily = FamilyWith<'mean'>

/**
 * The words when a decoder does not fit the encoder's latent, or does not give back its data.
 * @category model
 * @since 0.1.0
 */
export type DecoderGuard<
  X extends Shape,
  Z extends Shape,
  G extends Family,
  In extends Shape,
  Out extends Shape,
> = [LikelihoodFamily] extends [G]
  ? 'vae: the decoder does not end in a distribution; end it with bernoulliOutput, gaussianOutput() or laplaceOutput()'
  : [[Z, In]] extends [[In, Z]]
    ? Same<X, Out, `vae: the encoder reads ${Show<X>} but the decoder writes ${Show<Out>}`>
    : Same<Z, In, `vae: the encoder's latent is ${Show<Z>} but the decoder takes ${Show<In>}`>

/**
 * The words when the gradient of a bound would not reach the posterior through its samples.
 * @category model
 * @since 0.1.0
 */
export type PosteriorGuard<F extends Family> = [PosteriorFamily] extends [F]
  ? 'vae: the encoder does not end in a distribution; end it with gaussianHead(size) or laplaceHead(size)'
  : Families<[], []>[F]['reparameterised'] extends true
    ? unknown
    : `vae: a ${F} posterior is not reparameterised; no gradient reaches it through its samples`

/**
 * The words when a prior is many distributions rather than one, is not over the latent, is over vectors, or has no
 * closed divergence from the posterior.
 * @category model
 * @since 0.1.0
 */
export type PriorGuard<
  F extends Family,
  R extends Family,
  PriorBatch extends Shape,
  Z extends Shape,
  PriorEvent extends Shape,
> = [[PriorBatch]] extends [[[]]]
  ? [[Z, PriorEvent]] extends [[PriorEvent, Z]]
    ? [R] extends [ScalarFamily]
      ? KlGuard<F, R, [], [], Z, PriorEvent>
      : `vae: the prior's elements must be independent; ${R} is over vectors`
    : Same<
        Z,
        PriorEvent,
        `vae: the encoder's latent is ${Show<Z>} but the prior's event is ${Show<PriorEvent>}`
      >
  : `vae: the prior is a batch ${Show<PriorBatch>} of distributions; move its axes into one event with Independent.make`

/** A decoder that the types have found to fit; sizes that were unknown to them are compared here. */
export const fitting = <
  In extends Shape,
  Out extends Shape,
  X extends Shape,
  Z extends Shape,
  G extends Family,
  Q extends Params,
  T extends Params,
>(
  decoder: Conditional<In, G, Out, Q, T>,
  encoder: { readonly in: readonly number[]; readonly event: readonly number[] },
): Conditional<Z, G, X, Q, T> => {
  if (decoder.in.join() !== encoder.event.join())
    throw new ShapeError(
      `vae: the encoder's latent is ${show(encoder.event)} but the decoder takes ${show(decoder.in)}`,
    )
  if (decoder.event.join() !== encoder.in.join())
    throw new ShapeError(
      `vae: the encoder reads ${show(encoder.in)} but the decoder writes ${show(decoder.event)}`,
    )
  return decoder as unknown as Conditional<Z, G, X, Q, T>
}

/** A prior whose event is the latent, and whose elements are independent. */
export const overLatents = <R extends Family, B extends Shape, E extends Shape, Z extends Shape>(
  prior: Member<R, B, E>,
  latent: readonly number[],
): Member<Extract<R, ScalarFamily>, [], Z> => {
  if (prior.batch.length > 0)
    throw new ShapeError(
      `vae: the prior is a batch ${show(prior.batch)} of distributions; move its axes into one event with Independent.make`,
    )
  if (prior.event.join() !== latent.join())
    throw new ShapeError(
      `vae: the encoder's latent is ${show(latent)} but the prior's event is ${show(prior.event)}`,
    )
  const { formulas }: { readonly formulas: { readonly eventRank?: 0 | 1 } } = prior
  if (formulas.eventRank === 1)
    throw new TypeError(`vae: the prior's elements must be independent; ${prior.family} is over vectors`)
  return prior as unknown as Member<Extract<R, ScalarFamily>, [], Z>
}

/** A conditional whose leading axes are given rather than found: where the shape of an example is a type parameter. */
export interface ByLead<
  I extends Shape,
  F extends Family,
  E extends Shape,
  P extends Params,
  S extends Params,
> {
  readonly apply: <B extends Shape>(
    params: P,
    x: Tensor<[...B, ...I]>,
    ...statistics: StatisticsArgument<S>
  ) => Families<B, E>[F]
  readonly train: <B extends Shape>(
    params: P,
    x: Tensor<[...B, ...I]>,
    ...statistics: StatisticsArgument<S>
  ) => (key: Key) => { readonly value: Families<B, E>[F]; readonly statistics: S }
}

/** The same functions, their leading axes given. */
export const byLead = <
  I extends Shape,
  F extends Family,
  E extends Shape,
  P extends Params,
  S extends Params,
>(
  conditional: Conditional<I, F, E, P, S>,
): ByLead<I, F, E, P, S> => conditional as unknown as ByLead<I, F, E, P, S>

/** The sizes of an example, which are those in its type. */
export const sizesOf = <X extends Shape>(sizes: readonly number[]): X => [...sizes] as unknown as X

/** Data that was found to end in the shape of an example. */
export const examplesOf = <D extends Shape, X extends Shape>(
  op: string,
  x: Tensor<D>,
  example: readonly number[],
): Tensor<[...Lead<D, X>, ...X]> => {
  leadOf(op, shapeOf(x), example)
  return typed(expression(x))
}
