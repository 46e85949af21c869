/** Networks that decide how elements are shifted and scaled. */
import { type Shape, ShapeError, show } from '../shape/index.js'
import type { Tensor } from '../tensor/index.js'
import { positive } from '../tensor/positive.js'
import { bounded } from '../tensor/primitive/bounded.js'
import { expression } from '../tensor/tensor.js'
import type { Coefficients } from './affine.js'

/**
 * A shift and the logarithm of a scale for every element.
 * @category bijection
 * @since 0.1.0
 */
export interface ShiftAndScale<in out S> {
  readonly shift: Tensor<S>
  readonly logScale: Tensor<S>
}

/**
 * A function from K elements to the shift and log-scale of M elements, for data with any leading axes. Usually it
 * closes over the parameters of a layer.
 * @category bijection
 * @since 0.1.0
 */
export type Conditioner<K extends number, M extends number> = <L extends Shape>(
  x: Tensor<[...L, K]>,
) => ShiftAndScale<[...L, M]>

/**
 * How far the logarithm of a scale may go: it is as the network says up to half of the bound (5 unless given), bent
 * from there, and never more than the bound.
 * @category bijection
 * @since 0.1.0
 */
export interface Bound {
  readonly bound?: number
}

/** A bound that is above 0 and finite. */
export const boundOf = (op: string, { bound = 5 }: Bound): number => positive(op, 'a bound', bound)

/** What a network found for elements of this shape, the log-scale bounded. */
export const coefficientsFor = <S>(
  op: string,
  found: ShiftAndScale<S>,
  shape: readonly number[],
  bound: number,
): Coefficients => {
  const of = (name: 'shift' | 'logScale') => {
    const e = expression(found[name])
    if (e.shape.join() === shape.join()) return e
    throw new ShapeError(`${op}: ${name} ${show(e.shape)} is not ${show(shape)}`)
  }
  return { shift: of('shift'), logScale: bounded(of('logScale'), bound) }
}
