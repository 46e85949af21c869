/** A TensorFlow.js backend behind the interface of `device`: kernels by name, and data that comes and goes. */
import * as tf from '@tensorflow/tfjs-core'
import { type DType, InternalError, type Values } from '../../tensor/expression.js'
import { attemptOn } from '../device/attempt.js'
import type { Backend, DataId, Description, TensorInfo } from '../device/device.js'
import { refuseExcess, refuseLost } from '../device/fault.js'
import { guardHeap, refusalOf } from '../device/limits.js'
import { watchOf } from '../device/loss.js'
import { targetOf } from '../lowering/tables.js'
import { letGo } from '../running/exchange.js'
import { isOwnKernel, ownKernel } from '../shader/program.js'

/** The backends whose data is at hand: reading webgl at once blocks, and webgpu can lose its device by it. */
const readsAtOnce: readonly string[] = ['cpu', 'wasm', 'tensorflow']

/** Without this, the GPU backends compute what is small on the processor, by other code and to other numbers. */
const computeOnDevice = (name: string): void => {
  if (name === 'webgl') tf.env().set('WEBGL_CPU_FORWARD', false)
  if (name === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false)
}

/** A started TensorFlow.js backend as the rest of this package sees it; described while the device was there to be asked. */
export const wrap = (description: Description, device: tf.KernelBackend): Backend => {
  const name = description.backend
  computeOnDevice(name)
  if (name === 'wasm') guardHeap(device)
  const watch = watchOf(name, device)
  const { lost } = watch
  const refusal = refusalOf(name, device)
  const atOnce = (id: DataId, dtype: DType): Values => {
    refuseLost({ name, lost })
    return copyOf(device.readSync(id), dtype)
  }
  return {
    name,
    device,
    target: targetOf(name),
    kernel: (kernelName, attributes) => {
      if (isOwnKernel(kernelName)) return ownKernel(kernelName, device, attributes)
      const found = tf.getKernel(kernelName, name)
      if (found === undefined || found === null)
        throw new InternalError(`${name}: TensorFlow.js has no kernel ${kernelName}`)
      const { kernelFunc } = found
      return (inputs) =>
        single(
          kernelFunc({
            inputs: inputs as unknown as tf.NamedTensorInfoMap,
            backend: device,
            attrs: attributes as tf.NamedAttrMap,
          }),
        )
    },
    upload: (values, shape, dtype) => {
      refuseLost({ name, lost })
      refuseExcess({ name, refusal }, { shape, dtype, values })
      return device.write(values, [...shape], dtype === 'key' ? 'int32' : dtype)
    },
    download: (id, dtype) => watch.reading(async () => copyOf(await device.read(id), dtype)),
    downloadSync: readsAtOnce.includes(name) ? atOnce : undefined,
    dispose: (id) => letGo(id, device),
    live: () => device.numDataIds(),
    describe: () => description,
    lost,
    refusal,
    attempt: attemptOn(name, device, watch),
  }
}

/** The one result of a kernel; its type is one of ours, since complex numbers and text never go in. */
const single = (info: tf.TensorInfo | tf.TensorInfo[]): TensorInfo => {
  const one = Array.isArray(info) ? info[0] : info
  if (one === undefined) throw new InternalError('a kernel gave no result')
  return one as TensorInfo
}

/** The reader's own copy: a backend may give its own array, and of the type that data had before it was cast. */
const copyOf = (values: tf.backend_util.BackendValues, dtype: DType): Values => {
  const numeric =
    values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array
  if (!numeric) throw new InternalError('a backend gave data that is not numeric')
  if (dtype === 'float32') return new Float32Array(values)
  return dtype === 'bool' ? new Uint8Array(values) : new Int32Array(values)
}
