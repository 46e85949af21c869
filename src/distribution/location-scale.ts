/** Families of a location and a scale: their constructors, which differ by the name of the family alone. */
import type { Same, Shape, Show } from '../shape/index.js'
import { exp, log, ones, type Tensor, zeros } from '../tensor/index.js'
import { checked, finite, positive } from './checked.js'
import type { Families } from './families.js'
import { boundedLogScale } from './log-scale.js'
import { beside } from './member.js'

/** The parameters of such a family, for values of shape S. */
interface LocationScale<S> {
  readonly loc: Tensor<S>
  readonly scale: Tensor<S>
  readonly logScale: Tensor<S>
}

/** The families whose parameters these are. */
type LocationScaleFamily = 'Gaussian' | 'Laplace' | 'Logistic' | 'Gumbel' | 'Cauchy' | 'LogNormal'

/** The distribution of a family with these parameters, whose last `eventRank` axes belong to an event. */
type Member<F extends LocationScaleFamily> = <B extends Shape, E extends Shape>(
  parameters: LocationScale<[...B, ...E]>,
  eventRank: number,
) => Families<B, E>[F]

// What a constructor is has a name: declarations would spell out every word of it otherwise, a megabyte a family.

/**
 * The constructor of a family by location and scale, which have one shape.
 * @category distribution
 */
export type ByScale<F extends LocationScaleFamily> = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  scale: Tensor<T> & Same<S, T, `${F}: loc ${Show<S>} and scale ${Show<T>} differ`>,
) => Families<S, []>[F]

/**
 * The constructor of a family by location and the logarithm of the scale, which have one shape.
 * @category distribution
 */
export type ByLogScale<F extends LocationScaleFamily> = <S extends Shape, T extends Shape>(
  loc: Tensor<S>,
  logScale: Tensor<T> & Same<S, T, `${F}: loc ${Show<S>} and logScale ${Show<T>} differ`>,
) => Families<S, []>[F]

/** By location and scale; two shapes are refused. */
export const makeOf =
  <const F extends LocationScaleFamily>(family: F, member: Member<F>): ByScale<F> =>
  <S extends Shape, T extends Shape>(loc: Tensor<S>, scale: Tensor<T>): Families<S, []>[F] => {
    const given = checked(family, 'scale', positive, beside(family, 'loc', loc, 'scale', scale))
    return member<S, []>({ loc: checked(family, 'loc', finite, loc), scale: given, logScale: log(given) }, 0)
  }

/** By location and the logarithm of the scale, which is bounded; two shapes are refused. */
export const fromLogScaleOf =
  <const F extends LocationScaleFamily>(family: F, member: Member<F>): ByLogScale<F> =>
  <S extends Shape, T extends Shape>(loc: Tensor<S>, logScale: Tensor<T>): Families<S, []>[F] => {
    const given = boundedLogScale(beside(family, 'loc', loc, 'logScale', logScale))
    return member<S, []>({ loc: checked(family, 'loc', finite, loc), scale: exp(given), logScale: given }, 0)
  }

/** Location 0 and scale 1 over an event of this shape; the name says to the compiler which family it is. */
export const standardOf =
  <const F extends LocationScaleFamily>(_: F, member: Member<F>) =>
  <const S extends number[]>(...event: S): Families<[], S>[F] =>
    member<[], S>({ loc: zeros(...event), scale: ones(...event), logScale: zeros(...event) }, event.length)
