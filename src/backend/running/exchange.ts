/**
 * Data that this package and TensorFlow.js's own tensors both hold. A backend counts the references to data, so each side
 * lets go for itself; nothing is copied.
 */
import { engine, type KernelBackend, type Rank, type Tensor } from '@tensorflow/tfjs-core'
import type { Backend, DataId, TensorInfo } from '../device/device.js'
import { called } from '../device/property.js'
import { packedElsewhere } from '../lowering/packed.js'
import { Storage } from './storage.js'

/**
 * A tensor of TensorFlow.js, by what is read of it.
 * @category tf
 * @since 0.1.0
 */
export interface Foreign {
  readonly dataId: object
  readonly shape: readonly number[]
  readonly dtype: string
  readonly isDisposed: boolean
}

/**
 * TensorFlow.js's tensor of as many axes as a shape has.
 * @category tf
 * @since 0.1.0
 */
export type TfTensor<S> =
  number extends LengthOf<S>
    ? Tensor
    : `R${LengthOf<S>}` extends `${infer R extends Rank}`
      ? Tensor<R>
      : Tensor

type LengthOf<S> = S extends readonly unknown[] ? S['length'] : number

/** Data that was exchanged: TensorFlow.js keeps books on it. */
const exchanged = new WeakSet<DataId>()

/** Gives one reference back; with the last one, data that was exchanged also leaves the books of TensorFlow.js. */
export const letGo = (id: DataId, device: KernelBackend): void => {
  if (device.disposeData(id) && exchanged.has(id)) engine().removeDataId(id, device)
}

const retain = ({ device }: Backend, id: DataId): void => {
  exchanged.add(id)
  packedElsewhere(id)
  called(device, 'incRef', id)
}

/** The data of a tensor of TensorFlow.js, held once more. */
export const adopt = (x: Foreign, dtype: TensorInfo['dtype'], backend: Backend): Storage => {
  if (x.isDisposed)
    throw new Error('fromTf: expected a tensor that still has its data; found one that was disposed')
  const { registry, state } = engine()
  const holder = state.tensorInfo.get(x.dataId)?.backend
  if (holder === undefined)
    throw new TypeError(
      'fromTf: expected a tensor of the TensorFlow.js that reparam runs on; found one of another copy',
    )
  if (holder !== backend.device) {
    const [name] = Object.entries(registry).find(([, device]) => device === holder) ?? ['another backend']
    throw new Error(
      `fromTf: expected a tensor on ${backend.name}; found one on ${name}: make it after tf.setBackend('${backend.name}')`,
    )
  }
  if (x.dtype !== dtype) throw new TypeError(`fromTf: expected ${dtype}; found ${x.dtype}${hint(x.dtype)}`)
  retain(backend, x.dataId)
  return new Storage(backend, x.dataId)
}

const hint = (dtype: string): string =>
  dtype === 'float32' || dtype === 'int32' || dtype === 'bool' ? `: write fromTf(x, '${dtype}')` : ''

/** A tensor of TensorFlow.js over data of a backend, which it holds once more. */
export const lend = <S>(
  { id, backend }: Storage,
  shape: readonly number[],
  dtype: TensorInfo['dtype'],
): TfTensor<S> => {
  const { registry } = engine()
  const device = Object.values(registry).find((known) => known === backend.device)
  if (device === undefined)
    throw new Error(
      `toTf: expected a backend that TensorFlow.js still runs; found ${backend.name}, which it let go`,
    )
  retain(backend, id)
  return engine().makeTensorFromDataId(id, [...shape], dtype, device) as TfTensor<S>
}
