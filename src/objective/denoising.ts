/** Denoising: a model sees damaged data, and is asked for what it was. */
import { split } from '../random/index.js'
import type { Shape } from '../shape/index.js'
import type { Key, Tensor } from '../tensor/index.js'
import type { Corruption } from './corruption.js'

/**
 * An objective of what a model sees and what it should say, as one of the data alone: it sees a damaged copy, and what it
 * should say is the data.
 * @shape X, X → R; X → R
 * @source Vincent et al.: Stacked denoising autoencoders (2010), equation 3; with a variational model: Im et al.:
 *   Denoising criterion for variational auto-encoding framework (2017), equation 5
 * @category objective
 * @since 0.1.0
 * @example
 * import { denoising, key, maskingNoise, matrix, read, square, sub, sumUnits, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const error = (seen: Tensor<[1, 3]>, clean: Tensor<[1, 3]>) => () => sumUnits(square(sub(seen, clean)))
 * const loss = denoising(maskingNoise({ rate: 1 }))(error)
 * console.assert((await read(loss(matrix([[1, 2, 3]]))(key(0)))).join() === '14')
 */
export const denoising =
  (corrupt: Corruption) =>
  <X extends Shape, R>(objective: (seen: Tensor<X>, clean: Tensor<X>) => (key: Key) => R) =>
  (x: Tensor<X>) =>
  (key: Key): R => {
    const [forNoise, forObjective] = split(2)(key)
    return objective(corrupt(x)(forNoise), x)(forObjective)
  }
