/** Between this package and programs that use TensorFlow.js themselves. */
import type { taskEither as TE } from 'fp-ts'
import { type Backend, held } from '../backend/index.js'
import { adopt, type Foreign, lend, startHandle, type TfHandle, type TfTensor } from '../backend/index.tf.js'
import type { Failure } from '../failure/index.js'
import { InternalError } from '../tensor/expression.js'
import {
  type BoolTensor,
  expression,
  type IntTensor,
  type Shaped,
  type Tensor,
  typed,
} from '../tensor/tensor.js'
import { chosenFrom, current } from './current.js'
import { contentOf } from './evaluate.js'

export type { Foreign, TfHandle, TfTensor }

/**
 * The sizes in the type of TensorFlow.js's tensor: as many as its rank says.
 * @category tf
 * @since 0.1.0
 */
export type TfShape<X extends Foreign> = X extends { readonly rankType: infer R }
  ? [R] extends ['R0']
    ? []
    : X['shape']
  : X['shape']

/**
 * A tensor by the name of its element type.
 * @category tf
 * @since 0.1.0
 */
export interface OfType<S> {
  readonly float32: Tensor<S>
  readonly int32: IntTensor<S>
  readonly bool: BoolTensor<S>
}

/**
 * A tensor over the data of TensorFlow.js's tensor, which is not copied: each side frees its own reference, this one by
 * `release`, the other by `dispose`. Exact sizes are given by `refine`. An element type that is not float32 is named.
 * @shape as many axes as the type of the tensor says
 * @failure throws when the tensor was disposed, is held by another backend, or has other elements than asked for
 * @category tf
 * @since 0.1.0
 * @example
 * import * as tf from '@tensorflow/tfjs-core'
 * import { read, release, sum, use } from 'reparam'
 * import { fromTf } from 'reparam/tf'
 * await use('wasm')()
 * await tf.setBackend('wasm')
 * const theirs = tf.tensor2d([[1, 2], [3, 4]])
 * const ours = fromTf(theirs)
 * theirs.dispose()
 * console.assert((await read(sum(0)(ours))).join() === '4,6')
 * release(ours)
 */
export const fromTf = <X extends Foreign, D extends keyof OfType<unknown> = 'float32'>(
  x: X,
  dtype?: D,
  backend: Backend = current(),
): OfType<TfShape<X>>[D] => {
  const type = dtype ?? 'float32'
  return typed(expression(held(adopt(x, type, backend), x.shape, type)))
}

/**
 * TensorFlow.js's tensor over the data of a tensor, which is computed if it was not yet, and not copied: each side frees
 * its own reference, this one by `release`, the other by `dispose` or at the end of a `tidy`.
 * @shape the same
 * @failure throws when the tensor was released, or is held by another backend
 * @category tf
 * @since 0.1.0
 * @example
 * import * as tf from '@tensorflow/tfjs-core'
 * import { evaluate, ones, release, use } from 'reparam'
 * import { toTf } from 'reparam/tf'
 * await use('wasm')()
 * await tf.setBackend('wasm')
 * const ours = evaluate(ones(2, 3))
 * const theirs = toTf(ours)
 * release(ours)
 * console.assert((await theirs.data()).join() === '1,1,1,1,1,1')
 * theirs.dispose()
 */
export const toTf = <S>(x: Shaped<S>, backend: Backend = current()): TfTensor<S> => {
  const { shape, dtype } = expression(x)
  if (dtype === 'key') throw new InternalError('toTf: a key has no numbers')
  const content = contentOf(x, backend)
  try {
    return lend(content, shape, dtype)
  } finally {
    content.release()
  }
}

/**
 * Makes the current backend of a TensorFlow.js that a program already has the one in use: `@tensorflow/tfjs-node`,
 * `@tensorflow/tfjs`, or its core. A backend that `use` does not know runs by the kernels that all backends share.
 * @failure BackendUnavailable when it is not this package's TensorFlow.js, or its floats have 16 bits
 * @category tf
 * @since 0.1.0
 * @example
 * import * as tf from '@tensorflow/tfjs-core'
 * import '@tensorflow/tfjs-backend-cpu'
 * import { either as E } from 'fp-ts'
 * import { useTf } from 'reparam/tf'
 * await tf.setBackend('cpu')
 * const backend = await useTf(tf)()
 * console.assert(E.isRight(backend) && backend.right.name === 'cpu')
 */
export const useTf = (tf: TfHandle): TE.TaskEither<Failure, Backend> => chosenFrom(startHandle(tf))
