/** Kernels: how alike two points are, from 1 at the same place down to 0, as functions of their squared distance. */
import { exp, reciprocal, shift, type Tensor, scale as times } from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import { add } from '../tensor/primitive/elementwise.js'
import { expression, typed } from '../tensor/tensor.js'

/**
 * A positive definite kernel as a function of squared distances. Kernels add up to a kernel.
 * @category objective
 * @since 0.1.0
 */
export type Kernel = <S>(squaredDistance: Tensor<S>) => Tensor<S>

/**
 * The radial basis function: it forgets what is some scales away.
 * @shape S → S
 * @math exp(−d²/2s²)
 * @failure RangeError: `radialBasis: expected a finite scale above 0, found 0`
 * @source Gretton et al.: A kernel two-sample test (2012), section 5
 * @category objective
 * @since 0.1.0
 * @example
 * import { radialBasis, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [alike = 0] = await read(radialBasis({ scale: 2 })(scalar(8)))
 * console.assert(Math.abs(alike - Math.exp(-1)) < 1e-6)
 */
export const radialBasis = ({ scale }: { readonly scale: number }): Kernel => {
  const width = positive('radialBasis', 'a finite scale', scale)
  return (squaredDistance) => exp(times(-0.5 / width ** 2)(squaredDistance))
}

/**
 * The inverse multiquadratic: its heavy tail still draws in what is far away. For latents of Z units against a Gaussian
 * of scale σ, C = 2Zσ² is the expected squared distance of two of its draws.
 * @shape S → S
 * @math C/(C + d²)
 * @failure RangeError: `inverseMultiquadratic: expected a finite c above 0, found -1`
 * @source Tolstikhin et al.: Wasserstein auto-encoders (2018), section 4
 * @category objective
 * @since 0.1.0
 * @example
 * import { inverseMultiquadratic, read, scalar, use } from 'reparam'
 * await use('cpu')()
 * const [alike = 0] = await read(inverseMultiquadratic({ c: 4 })(scalar(12)))
 * console.assert(Math.abs(alike - 0.25) < 1e-6)
 */
export const inverseMultiquadratic = ({ c }: { readonly c: number }): Kernel => {
  const scale = positive('inverseMultiquadratic', 'a finite c', c)
  return (squaredDistance) => reciprocal(shift(1)(times(1 / scale)(squaredDistance)))
}

/**
 * The sum of kernels, such as one kind at several scales.
 * @shape S → S
 * @category objective
 * @since 0.1.0
 * @example
 * import { inverseMultiquadratic, read, scalar, sumOfKernels, use } from 'reparam'
 * await use('cpu')()
 * const kernel = sumOfKernels(inverseMultiquadratic({ c: 4 }), inverseMultiquadratic({ c: 12 }))
 * console.assert((await read(kernel(scalar(12)))).join() === '0.75')
 */
export const sumOfKernels =
  (first: Kernel, ...rest: readonly Kernel[]): Kernel =>
  (squaredDistance) =>
    typed(
      rest.reduce(
        (sum, kernel) => add(sum, expression(kernel(squaredDistance))),
        expression(first(squaredDistance)),
      ),
    )
