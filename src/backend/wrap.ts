/** A TensorFlow.js backend behind the interface of this folder: kernels by name, and data that comes and goes. */
import * as tf from '@tensorflow/tfjs-core'
import { type DType, InternalError, type Values } from '../tensor/expression.js'
import { describe } from './describe.js'
import type { Backend, BackendName, TensorInfo } from './device.js'
import { refusalOf } from './limits.js'
import { lossOf } from './loss.js'
import { targetOf } from './tables.js'

/** A started TensorFlow.js backend as this folder sees it. */
export const wrap = (name: BackendName, device: tf.KernelBackend): Backend => ({
  name,
  target: targetOf(name),
  kernel: (kernelName, attributes) => {
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
  upload: (values, shape, dtype) => device.write(values, [...shape], dtype === 'key' ? 'int32' : dtype),
  download: async (id, dtype) => copyOf(await device.read(id), dtype),
  downloadSync: (id, dtype) => copyOf(device.readSync(id), dtype),
  dispose: (id) => {
    device.disposeData(id)
  },
  live: () => device.numDataIds(),
  describe: () => describe(name, device),
  lost: lossOf(name, device),
  refusal: refusalOf(name, device),
})

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
