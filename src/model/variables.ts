/** What a variational autoencoder is given beside its data: trained parameters, and the running statistics of its layers. */
import type { Params } from '../layer/index.js'

/**
 * The parameters of a model: the encoder's and the decoder's.
 * @category model
 * @since 0.1.0
 */
export type VaeParams<P extends Params, Q extends Params> = { readonly encoder: P; readonly decoder: Q }

/**
 * The running statistics of a model: the encoder's and the decoder's.
 * @category model
 * @since 0.1.0
 */
export type VaeStatistics<S extends Params, T extends Params> = { readonly encoder: S; readonly decoder: T }

/**
 * What a model reads in evaluation: its parameters, and its running statistics where layers keep any.
 * @category model
 * @since 0.1.0
 */
export type VaeVariables<P extends Params, Q extends Params, S extends Params, T extends Params> = [
  S,
  T,
] extends readonly [readonly [], readonly []]
  ? VaeParams<P, Q>
  : VaeParams<P, Q> & { readonly statistics: VaeStatistics<S, T> }

/**
 * The last argument of training a model whose layers keep running statistics; a model without any takes none.
 * @category model
 * @since 0.1.0
 */
export type VaeStatisticsArgument<S extends Params, T extends Params> = [S, T] extends readonly [
  readonly [],
  readonly [],
]
  ? []
  : [statistics: VaeStatistics<S, T>]

/** The running statistics beside the parameters; without any, the first ones, which are empty. */
export const statisticsOf = <S extends Params, T extends Params>(
  variables: object,
  first: VaeStatistics<S, T>,
): VaeStatistics<S, T> => ('statistics' in variables ? (variables.statistics as VaeStatistics<S, T>) : first)
