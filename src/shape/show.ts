/** Shapes in words. */
import type { Dim } from './dim.js'

/** A dim as it is written; a size that only the run time knows is `number`. */
type Written<D extends Dim> = number extends D ? 'number' : `${D}`

type Join<S, Acc extends string> = S extends [infer H extends Dim, ...infer T]
  ? Join<T, Acc extends '' ? Written<H> : `${Acc}, ${Written<H>}`>
  : S extends []
    ? Acc
    : Acc extends ''
      ? '...'
      : `${Acc}, ...`

/**
 * A shape as it is written: `[28, 28, 1]`.
 * @category shape
 */
export type Show<S> = `[${Join<S, ''>}]`

/** A shape as it is written: `[28, 28, 1]`. */
export const show = (shape: readonly Dim[]): string => `[${shape.join(', ')}]`
