/** Control over where derivatives flow. */
import { stopGradient as stop } from './primitive/control.js'
import { type AnyTensor, expression, typed } from './tensor.js'

/**
 * The same value, through which no derivative flows.
 * @shape S → S
 * @grad none
 * @category control
 * @since 0.1.0
 * @example
 * import { grad, mul, read, scalar, stopGradient, type Tensor, use } from 'reparam'
 * await use('cpu')()
 * const slope = grad((x: Tensor<[]>) => mul(x, stopGradient(x)))(scalar(3))
 * console.assert((await read(slope))[0] === 3)
 */
export const stopGradient = <T extends AnyTensor>(x: T): T => typed<T>(stop(expression(x)))
