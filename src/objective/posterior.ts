/** Samples of a posterior with the densities that weigh them: what every bound by samples is made of. */
import {
  type BesideGuard,
  type Distribution,
  detached,
  haveRatio,
  type Kind,
  type Kinded,
  type Looked,
  type ReparameterisedGuard,
  reparameterised,
  repeatedFor,
  repeatedOver,
  type Sampled,
} from '../distribution/index.js'
import { countOf, type Same, type Shape, type Show } from '../shape/index.js'
import { type AnyTensor, add, type Key, sub, type Tensor } from '../tensor/index.js'
import { broadcastTo } from '../tensor/primitive/reduction.js'
import { expression, shapeOf, typed } from '../tensor/tensor.js'

/**
 * The words for data that the likelihood is not of: for each distribution of the batch one event. While a likelihood that
 * is written in place has not been looked at, its event is open, and nothing is said.
 * @category objective
 */
export type ObservedGuard<Op extends string, W extends Shape, B extends Shape, X extends Shape> = [
  [W, [...B, ...X]],
] extends [[[...B, ...X], W]]
  ? unknown
  : number extends X['length']
    ? unknown
    : Same<W, [...B, ...X], `${Op}: data ${Show<W>} is not batch ${Show<B>} followed by event ${Show<X>}`>

/**
 * A bound of a posterior, a prior and a likelihood by samples, whose axes L come first. The posterior is one whose samples
 * carry a gradient; one that is not is refused in words.
 * @category objective
 */
export type SampledBound<Op extends string, L extends Shape> = <
  B extends Shape,
  Z extends Shape,
  X extends Shape,
  F extends string = string,
  R extends boolean = boolean,
  K extends Kind = Kind,
  P extends string = string,
  D extends Kind = Kind,
  Y extends Shape = Z,
  W extends Shape = [...B, ...X],
>(
  q: Sampled<F, R, B, Z> & { readonly kind: K } & ReparameterisedGuard<Op, F, R>,
  prior: Kinded<P, D, [], Y> & BesideGuard<Op, F, K, Z, P, D, Y>,
  likelihood: (z: Tensor<[...L, ...B, ...Z]>) => Distribution<[...L, ...B], X>,
  x: Tensor<W> & ObservedGuard<Op, W, B, X>,
) => (key: Key) => Tensor<B>

/** Refuses what no bound by samples can be made of, in the words of the compiler where it has them. */
export const bySamples = (
  op: string,
  samples: readonly number[],
  q: Looked & { readonly reparameterised: boolean },
  prior: Looked,
): void => {
  for (const count of samples) countOf(op, count)
  reparameterised(op, q)
  haveRatio(op, q, prior)
}

/** Samples of a posterior: S holds the axes of the samples, then those of the batch. */
export interface Drawn<S extends Shape, Z extends Shape> {
  readonly z: Tensor<[...S, ...Z]>
  /** log p(x|z) */
  readonly logLikelihood: (z: Tensor<[...S, ...Z]>) => Tensor<S>
  /** log p(z) */
  readonly logPrior: (z: Tensor<[...S, ...Z]>) => Tensor<S>
  /** log q(z|x) */
  readonly logPosterior: (z: Tensor<[...S, ...Z]>) => Tensor<S>
  /** log q(z|x), through which no gradient reaches the parameters of q */
  readonly logPosteriorApart: (z: Tensor<[...S, ...Z]>) => Tensor<S>
}

/** Samples of a posterior beside the densities of a model, whose prior was found to be over the same events. */
export const draw =
  <L extends Shape>(samples: readonly number[]) =>
  <B extends Shape, Z extends Shape, X extends Shape, Y extends Shape>(
    q: Distribution<B, Z>,
    prior: Distribution<[], Y>,
    likelihood: (z: Tensor<[...L, ...B, ...Z]>) => Distribution<[...L, ...B], X>,
    x: AnyTensor,
  ) =>
  (key: Key): Drawn<[...L, ...B], Z> => {
    type S = [...L, ...B]
    const posterior = repeatedFor<L, B, Z>(samples, q)
    const apart = detached(posterior)
    const p = repeatedOver<S, Y>([...samples, ...q.batch], prior)
    const data: Tensor<[...S, ...X]> = typed(broadcastTo(expression(x), [...samples, ...shapeOf(x)]))
    return {
      z: posterior.sample(key),
      logLikelihood: (z) => likelihood(z).logProb(data),
      logPrior: (z) => p.logProb(typed<Tensor<[...S, ...Y]>>(expression(z))),
      logPosterior: (z) => posterior.logProb(z),
      logPosteriorApart: (z) => apart.logProb(z),
    }
  }

/** The logarithms of importance weights as a function of samples, of one or the other log-density of the posterior. */
export const logWeightsBy =
  <S extends Shape, Z extends Shape>(
    { logLikelihood, logPrior }: Drawn<S, Z>,
    logPosterior: (z: Tensor<[...S, ...Z]>) => Tensor<S>,
  ) =>
  (z: Tensor<[...S, ...Z]>): Tensor<S> =>
    sub(add(logLikelihood(z), logPrior(z)), logPosterior(z))
