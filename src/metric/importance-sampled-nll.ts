/** How likely a model finds data: the evidence of each example by importance sampling. */
import { logMeanExpSamples } from '../objective/index.js'
import { fold } from '../random/index.js'
import { compile, read, release } from '../run/index.js'
import type { Dim, Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import { type Batched, type Examples, minibatches, wholeNumber } from './minibatches.js'

/**
 * A model that weighs samples of its posterior: any `vae` is one.
 * @shape examples X, parameters P
 * @category metric
 * @since 0.1.0
 */
export interface ImportanceWeighted<P, X extends Shape> {
  /** The sizes of one example. */
  readonly example: X | readonly number[]
  /** The logarithms of K importance weights for each example. */
  readonly logWeights: <const K extends number>(
    samples: K,
  ) => <B extends Dim>(params: P, x: Tensor<[B, ...X]>) => (key: Key) => Tensor<[K, B]>
}

/**
 * How the evidence is estimated.
 * @category metric
 * @since 0.1.0
 */
export interface ImportanceSampling extends Batched {
  /** How many samples an example gets: in the mean, more of them bring the estimate down to −log p(x). */
  readonly samples: number
  /** How many are drawn at once, which bounds memory by batch · chunk; 50 when absent. */
  readonly chunk?: number
}

/**
 * The log-likelihood log p(x) of each example, estimated by K samples of the posterior as importance weights. They
 * are averaged in pieces, in float64, so that any K fits into memory.
 * @shape N examples → N numbers
 * @math log 1/K Σ exp(log p(x|z) + log p(z) − log q(z|x)), z drawn from q(z|x)
 * @unit nats per example
 * @failure RangeError for samples, chunk or batch that is no whole number of at least 1, and for no examples
 * @source Burda, Grosse and Salakhutdinov: Importance weighted autoencoders (2016), equation 8
 * @category metric
 * @since 0.1.0
 */
export const logLikelihoods =
  ({ samples, chunk = 50, batch = 100 }: ImportanceSampling) =>
  <P, X extends Shape>(model: ImportanceWeighted<P, X>, params: P, data: Examples) =>
  async (key: Key): Promise<Float64Array> => {
    const op = 'logLikelihoods'
    const pieces = chunks(wholeNumber(op, 'samples', samples), wholeNumber(op, 'chunk', chunk))
    const estimates = new Map([...new Set(pieces)].map((k) => [k, estimate(model, params, k)]))
    const found = new Float64Array(data.count).fill(Number.NEGATIVE_INFINITY)
    try {
      let [start, i] = [0, 0]
      for (const x of minibatches<X>(op, data, model.example, batch)) {
        const forBatch = fold(i)(key)
        for (const [j, k] of pieces.entries()) {
          const nats = await numbers(estimates.get(k)?.(x, fold(j)(forBatch)))
          nats.forEach((v, n) => {
            found[start + n] = logAddExp(found[start + n] ?? Number.NaN, v + Math.log(k / samples))
          })
          if (j === pieces.length - 1) start += nats.length
        }
        i += 1
      }
    } finally {
      for (const compiled of estimates.values()) compiled.release()
    }
    return found
  }

/**
 * The negative log-likelihood −log p(x) of a set of examples, its mean, by K importance samples for each: what models
 * are compared by.
 * @math −1/N Σ log 1/K Σ exp(log p(x|z) + log p(z) − log q(z|x))
 * @unit nats per example
 * @law at most the negative evidence lower bound and at least the negative evidence, in the mean over keys
 * @failure RangeError for samples, chunk or batch that is no whole number of at least 1, and for no examples
 * @source Burda, Grosse and Salakhutdinov (2016), section 5, where K = 5000
 * @category metric
 * @since 0.1.0
 * @example
 * import { function as F } from 'fp-ts'
 * import { bernoulliOutput, Gaussian, gaussianHead, importanceSampledNll, key, use, vae } from 'reparam'
 * import { dense, input } from 'reparam/layer'
 * await use('cpu')()
 * const encoder = F.pipe(input(4), gaussianHead(2))
 * const model = vae(encoder, F.pipe(input(2), dense(4), bernoulliOutput), Gaussian.standard(2))
 * const data = { images: Float32Array.of(1, 0, 1, 0, 1, 1, 0, 0), count: 2 }
 * const nats = await importanceSampledNll({ samples: 100 })(model, model.init(key(0)), data)(key(1))
 * console.assert(nats > 0)
 */
export const importanceSampledNll =
  (sampling: ImportanceSampling) =>
  <P, X extends Shape>(model: ImportanceWeighted<P, X>, params: P, data: Examples) =>
  async (key: Key): Promise<number> => {
    const each = await logLikelihoods(sampling)(model, params, data)(key)
    return -each.reduce((total, v) => total + v, 0) / each.length
  }

/** One piece of so many samples for a minibatch. */
const estimate = <P, X extends Shape>(model: ImportanceWeighted<P, X>, params: P, samples: number) =>
  compile((x: Tensor<[number, ...X]>, key: Key) =>
    logMeanExpSamples<number, [number]>(model.logWeights(samples)<number>(params, x)(key)),
  )

/** So many samples in pieces of at most `chunk`. */
const chunks = (samples: number, chunk: number): readonly number[] =>
  Array.from({ length: Math.ceil(samples / chunk) }, (_, i) => Math.min(chunk, samples - i * chunk))

const numbers = async (x: Tensor<[number]> | undefined): Promise<readonly number[]> => {
  if (x === undefined) return []
  try {
    return Array.from(await read(x))
  } finally {
    release(x)
  }
}

/** log(exp a + exp b), also where one or both are −∞; NaN stays NaN. */
const logAddExp = (a: number, b: number): number => {
  const top = Math.max(a, b)
  return top === Number.NEGATIVE_INFINITY ? top : top + Math.log(Math.exp(a - top) + Math.exp(b - top))
}
