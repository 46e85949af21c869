/** Divergences of families on the real line. */
import type { Shape } from '../../shape/index.js'
import { EULER_GAMMA, HALF_LOG_TWO_PI } from '../../special/constants.js'
import { erf, lgamma } from '../../special/index.js'
import {
  abs,
  add,
  and,
  div,
  exp,
  greater,
  less,
  log,
  log1p,
  maximum,
  minimum,
  mul,
  neg,
  select,
  shift,
  square,
  sub,
  type Tensor,
  scale as times,
  zerosLike,
} from '../../tensor/index.js'
import { filled } from '../support.js'
import type { Parameters } from '../traits.js'
import { distances, ratioOf, toGaussian, toGumbel } from './cross-entropy.js'
import type { Divergence, FormsOf } from './relation.js'
import { gaussianMultivariateGaussian } from './vector.js'

/**
 * One scale in units of another, by their logarithms: its derivative is itself, where that of a quotient of scales
 * would leave float32 on the way.
 */
const inUnits = <S extends Shape>(
  q: { readonly logScale: Tensor<S> },
  p: { readonly logScale: Tensor<S> },
): Tensor<S> => exp(sub(q.logScale, p.logScale))

/** log σp/σq + (σq² + (μq − μp)²)/2σp² − ½ */
const gaussianGaussian: Divergence<'Gaussian', 'Gaussian'> = (q, p) => {
  const spread = add(square(inUnits(q, p)), square(div(sub(q.loc, p.loc), p.scale)))
  return shift(-0.5)(add(sub(p.logScale, q.logScale), times(0.5)(spread)))
}

/** Beyond so many scales the exponential of what follows is 0 in float32; its derivative would be 0 · ∞. */
const reach = 100

/** log bp/bq + (|d| + bq exp(−|d|/bq))/bp − 1, d = μq − μp */
const laplaceLaplace: Divergence<'Laplace', 'Laplace'> = (q, p) => {
  const distance = abs(sub(q.loc, p.loc))
  const near = minimum(distance, times(reach)(q.scale))
  const spread = mul(inUnits(q, p), exp(neg(div(near, q.scale))))
  return shift(-1)(add(sub(p.logScale, q.logScale), add(div(distance, p.scale), spread)))
}

/** ½ log 2π + log σ − log 2b − 1 + (2b² + d²)/2σ² */
const laplaceGaussian: Divergence<'Laplace', 'Gaussian'> = (q, p) => {
  const spread = add(times(2)(square(inUnits(q, p))), square(div(sub(q.loc, p.loc), p.scale)))
  return shift(HALF_LOG_TWO_PI - Math.LN2 - 1)(add(sub(p.logScale, q.logScale), times(0.5)(spread)))
}

/** log 2b − ½ log 2πe − log σ + E|x − μp|/b, with E|x − μp| = σ√(2/π) exp(−d²/2σ²) + d erf(d/σ√2) */
const gaussianLaplace: Divergence<'Gaussian', 'Laplace'> = (q, p) => {
  const d = sub(q.loc, p.loc)
  const bound = times(Math.sqrt(2 * reach))(q.scale)
  const near = maximum(minimum(d, bound), neg(bound))
  const z = times(Math.SQRT1_2)(div(near, q.scale))
  const spread = times(Math.sqrt(2 / Math.PI))(mul(inUnits(q, p), exp(neg(square(z)))))
  const folded = add(spread, mul(div(d, p.scale), erf(z)))
  return shift(Math.LN2 - HALF_LOG_TWO_PI - 0.5)(add(sub(p.logScale, q.logScale), folded))
}

/** log βp/βq + z + γ(βq/βp − 1) + exp(−z) Γ(1 + βq/βp) − 1, z = (μq − μp)/βp */
const gumbelGumbel: Divergence<'Gumbel', 'Gumbel'> = (q, p) => {
  const ratio = ratioOf(sub(q.logScale, p.logScale))
  const { far, near } = distances(sub(q.loc, p.loc), p.scale)
  const tail = exp(sub(lgamma(shift(1)(ratio)), near))
  const linear = add(sub(p.logScale, q.logScale), add(far, times(EULER_GAMMA)(shift(-1)(ratio))))
  return shift(-1)(add(linear, tail))
}

/**
 * log((σq + σp)² + d²)/4σqσp: near equality log(1 + ((σq − σp)² + d²)/4σqσp), elsewhere by the greater of the two lengths,
 * whose squares would leave float32
 */
const cauchyCauchy: Divergence<'Cauchy', 'Cauchy'> = (q, p) => {
  const half = times(0.5)(sub(q.logScale, p.logScale))
  const d = abs(sub(q.loc, p.loc))
  const apart = sub(exp(half), exp(neg(half)))
  const middle = exp(times(0.5)(add(q.logScale, p.logScale)))
  const near = and(less(abs(apart), filled(1, d)), less(d, middle))
  const away = div(select(near, d, zerosLike(d)), middle)
  const squares = add(square(select(near, apart, zerosLike(d))), square(away))
  const both = add(q.scale, p.scale)
  const longest = maximum(both, d)
  const lengths = add(square(div(both, longest)), square(div(d, longest)))
  const logs = sub(times(2)(log(longest)), add(q.logScale, p.logScale))
  const far = add(shift(-2 * Math.LN2)(logs), log(lengths))
  return select(near, log1p(times(0.25)(squares)), far)
}

/** log E exp((m − x)/β) = σ²/2β² */
const gaussianGumbel: Divergence<'Gaussian', 'Gumbel'> = (q, p, of) =>
  toGumbel({ unit: q.logScale, entropy: filled(HALF_LOG_TWO_PI + 0.5, q.loc), mean: of.mean() }, p, (ratio) =>
    times(0.5)(square(ratio)),
  )

/** To a Gaussian, by the entropy and the variance at scale 1. */
const standard =
  (entropy: number, variance: number) =>
  <S extends Shape>(
    q: { readonly logScale: Tensor<S> },
    p: Parameters<'Gaussian', S>,
    of: { readonly mean: () => Tensor<S> },
  ): Tensor<S> => {
    const unit = q.logScale
    return toGaussian(
      {
        unit,
        entropy: filled(entropy, unit),
        mean: of.mean(),
        logVariance: filled(Math.log(variance), unit),
      },
      p,
    )
  }

/** The variance at scale 1 is ν/(ν − 2), infinite up to two degrees of freedom */
const studentTGaussian: Divergence<'StudentT', 'Gaussian'> = (q, p, of) => {
  const [degrees, unit] = [q.degreesOfFreedom, q.logScale]
  const finite = greater(degrees, filled(2, degrees))
  const safe = select(finite, degrees, filled(3, degrees))
  const logVariance = sub(log(safe), log(shift(-2)(safe)))
  const entropy = sub(of.entropy(), unit)
  const nats = toGaussian({ unit, entropy, mean: q.loc, logVariance }, p)
  return select(finite, nats, filled(Number.POSITIVE_INFINITY, nats))
}

export const fromGaussian: FormsOf<'Gaussian'> = {
  Gaussian: gaussianGaussian,
  Laplace: gaussianLaplace,
  Gumbel: gaussianGumbel,
  MultivariateGaussian: gaussianMultivariateGaussian,
}
export const fromLaplace: FormsOf<'Laplace'> = { Gaussian: laplaceGaussian, Laplace: laplaceLaplace }
export const fromLogistic: FormsOf<'Logistic'> = { Gaussian: standard(2, Math.PI ** 2 / 3) }
export const fromGumbel: FormsOf<'Gumbel'> = {
  Gaussian: standard(1 + EULER_GAMMA, Math.PI ** 2 / 6),
  Gumbel: gumbelGumbel,
}
export const fromCauchy: FormsOf<'Cauchy'> = { Cauchy: cauchyCauchy }
export const fromStudentT: FormsOf<'StudentT'> = { Gaussian: studentTGaussian }
