/** Probabilistic principal component analysis: the linear Gaussian model, whose evidence and posterior are exact. */
import { either as E, function as F, taskEither as TE } from 'fp-ts'
import {
  Gaussian,
  Independent,
  LowRankMultivariateGaussian,
  MultivariateGaussian,
} from '../distribution/index.js'
import { rebuilt } from '../distribution/rebuilt.js'
import { type Failure, invalidData } from '../failure/index.js'
import { type Dim, type Shape, ShapeError, show } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { shapeOf, type Tensor } from '../tensor/index.js'
import { dotGeneral } from '../tensor/primitive/dot.js'
import { add, multiply, plus, subtract, times } from '../tensor/primitive/elementwise.js'
import { broadcastTo, reduce } from '../tensor/primitive/reduction.js'
import { transpose } from '../tensor/primitive/structure.js'
import { expression, typed } from '../tensor/tensor.js'
import { LEAST_SCALE, tensorOf } from './estimate.js'
import { derivedFrom, type LinearGaussian } from './linear-gaussian.js'
import { finiteNumbers } from './rows.js'

/**
 * The parameters of the model x = weights · z + loc + scale · noise, for standard normal z and noise.
 * @category estimate
 * @since 0.1.0
 */
export type PcaParameters<D, Z> = {
  readonly loc: Tensor<[D]>
  /** A column for each latent unit. */
  readonly weights: Tensor<[D, Z]>
  /** The scale of the noise; its square is the variance that no latent unit explains. */
  readonly scale: Tensor<[]>
}

/**
 * Probabilistic principal component analysis of D numbers by Z latent units. It is the autoencoder of which everything is
 * known: the bound of any encoder can be compared with the exact evidence.
 * @category estimate
 * @since 0.1.0
 */
export interface ProbabilisticPca<D extends Dim, Z extends Dim> {
  readonly parameters: PcaParameters<D, Z>
  /** p(z): standard. */
  readonly prior: Gaussian.Gaussian<[], [Z]>
  /** p(x|z). */
  readonly likelihood: <B extends Shape>(z: Tensor<[...B, Z]>) => Gaussian.Gaussian<B, [D]>
  /** p(z|x), whose covariance is the same for every x. */
  readonly posterior: <B extends Shape>(
    x: Tensor<[...B, D]>,
  ) => MultivariateGaussian.MultivariateGaussian<B, [Z]>
  /** p(x). */
  readonly marginal: LowRankMultivariateGaussian.LowRankMultivariateGaussian<[], [D]>
  /** log p(x) of each row, as by the marginal; many rows cost one product of matrices. */
  readonly evidence: <B extends Shape>(x: Tensor<[...B, D]>) => Tensor<B>
}

/**
 * The linear Gaussian model with these parameters. They are read once; what follows from them is computed in float64.
 * @shape loc [D], weights [D, Z], scale []
 * @math p(x) = N(x; μ, WWᵀ + σ²I), p(z|x) = N(z; M⁻¹Wᵀ(x − μ), σ²M⁻¹), M = WᵀW + σ²I
 * @unit evidence: nats
 * @grad to x and to z, not to the parameters
 * @failure InvalidData for a number that is not finite and a scale that is not positive; what the backend reports
 * @failure `evidence: value [3, 5] does not end in [4]`
 * @source Tipping and Bishop: Probabilistic principal component analysis (1999), equations 4 to 7
 * @category estimate
 * @since 0.1.0
 * @example
 * import assert from 'node:assert/strict'
 * import { either as E } from 'fp-ts'
 * import { matrix, read, render, scalar, use, vector } from 'reparam'
 * import { probabilisticPca } from 'reparam/estimate'
 *
 * await use('cpu')()
 * const parameters = { loc: vector([0, 0]), weights: matrix([[1], [0]]), scale: scalar(1) }
 * const model = await probabilisticPca(parameters)()
 * if (E.isLeft(model)) throw new Error(render(model.left))
 * const [nats = 0] = await read(model.right.evidence(matrix([[0, 0]])))
 * assert.ok(Math.abs(nats + Math.log(2 * Math.PI * Math.sqrt(2))) < 1e-6)
 */
export const probabilisticPca = <D extends Dim, Z extends Dim>(
  parameters: PcaParameters<D, Z>,
): TE.TaskEither<Failure, ProbabilisticPca<D, Z>> =>
  F.pipe(
    finiteNumbers(OP)(parameters),
    TE.flatMapEither(({ loc = none, weights = none, scale: [scale = Number.NaN] = none }) =>
      scale >= LEAST_SCALE
        ? E.right(modelOf<D, Z>({ loc, weights, scale, latents: shapeOf(parameters.weights)[1] ?? 0 }))
        : E.left(
            invalidData({ op: OP, expected: `a scale above ${LEAST_SCALE.toPrecision(2)}`, got: `${scale}` }),
          ),
    ),
  )

const OP = 'probabilisticPca'
const none = new Float64Array()

/** The model of parameters on the host. */
export const modelOf = <D extends Dim, Z extends Dim>(numbers: LinearGaussian): ProbabilisticPca<D, Z> => {
  const { latents } = numbers
  const width = numbers.loc.length
  const derived = derivedFrom(numbers)
  const parameters: PcaParameters<D, Z> = {
    loc: tensorOf(numbers.loc, width),
    weights: tensorOf(numbers.weights, width, latents),
    scale: tensorOf([numbers.scale]),
  }
  const [loc, gain] = [expression(parameters.loc), expression(tensorOf(derived.gain, width, latents))]
  const kernel = transpose(expression(parameters.weights), [1, 0])
  const whitening = expression(tensorOf(derived.whitening, width, width))
  const tril = expression(tensorOf(derived.posteriorTril, latents, latents))
  const constant = -derived.halfLogDet - (width / 2) * Math.log(2 * Math.PI)
  const centred = (op: string, x: Expression): Expression =>
    subtract(rowsEnding(op, x, width), broadcastTo(loc, x.shape))
  const spread = typed<Tensor<[D]>>(broadcastTo(expression(parameters.scale), [width]))
  // a factor has a column at least
  const columns = latents === 0 ? tensorOf(new Float64Array(width), width, 1) : parameters.weights
  const factor = typed<Tensor<[D, number]>>(expression(columns))
  const standard = tensorOf<Tensor<[Z]>>(new Float64Array(latents), latents)
  const one = tensorOf<Tensor<[Z]>>(new Float64Array(latents).fill(1), latents)
  return {
    parameters,
    prior: F.pipe(Gaussian.make(standard, one), Independent.make(1)),
    likelihood: <B extends Shape>(z: Tensor<[...B, Z]>) => {
      const mean = product(rowsEnding('likelihood', expression(z), latents), kernel)
      const at = typed<Tensor<[number, D]>>(add(mean, broadcastTo(loc, mean.shape)))
      const scale = typed<Tensor<[number, D]>>(broadcastTo(expression(parameters.scale), mean.shape))
      return rebuilt<Gaussian.Gaussian<B, [D]>>(F.pipe(Gaussian.make(at, scale), Independent.make(1)))
    },
    posterior: <B extends Shape>(x: Tensor<[...B, D]>) => {
      const mean = product(centred('posterior', expression(x)), gain)
      const at = typed<Tensor<[number, Z]>>(mean)
      const each = typed<Tensor<[number, Z, Z]>>(broadcastTo(tril, [...mean.shape, latents]))
      return rebuilt<MultivariateGaussian.MultivariateGaussian<B, [Z]>>(
        MultivariateGaussian.fromScaleTril(at, each),
      )
    },
    marginal: LowRankMultivariateGaussian.make(parameters.loc, factor, spread),
    evidence: <B extends Shape>(x: Tensor<[...B, D]>) => {
      const white = product(centred('evidence', expression(x)), whitening)
      return typed<Tensor<B>>(plus(times(squaredLength(white), -0.5), constant))
    },
  }
}

const squaredLength = (x: Expression): Expression => reduce('add', multiply(x, x), [x.shape.length - 1])

/** x · kernel over the last axis, whatever leads. */
const product = (x: Expression, kernel: Expression): Expression =>
  dotGeneral(x, kernel, {
    lhsBatch: [],
    rhsBatch: [],
    lhsContracting: [x.shape.length - 1],
    rhsContracting: [0],
  })

/** A value whose last axis has this size; any other is refused in words. */
const rowsEnding = (op: string, x: Expression, width: number): Expression => {
  if (x.shape.at(-1) !== width)
    throw new ShapeError(`${op}: value ${show(x.shape)} does not end in ${show([width])}`)
  return x
}
