/**
 * Kernels that let TensorFlow.js's own gradients train convolutions on wasm: matrix products with explicit transposes,
 * which are the fast ones there, and the gradient of a convolution's kernel, which has no kernel there, as a
 * convolution. They go into the registry that all copies of TensorFlow.js in a process share.
 */
import * as tf from '@tensorflow/tfjs-core'

const kernelOf = (name) => tf.getKernel(name, 'wasm')

/** Runs kernels one after the other and frees what only existed between them. */
const running = (backend) => {
  const between = []
  return {
    run: (name, inputs, attrs) => {
      const out = kernelOf(name).kernelFunc({ inputs, backend, attrs })
      between.push(out)
      return out
    },
    last: (out) => {
      for (const made of between) if (made !== out) backend.disposeData(made.dataId)
      return out
    },
  }
}

const product = (plain) => {
  const { kernelFunc } = plain
  return ({ inputs: { a, b }, backend, attrs: flags }) => {
    const { run, last } = running(backend)
    const turned = (x) => {
      const lead = x.shape.slice(2).map((_, axis) => axis)
      return run('Transpose', { x }, { perm: [...lead, x.shape.length - 1, x.shape.length - 2] })
    }
    const [left, right] = [flags.transposeA ? turned(a) : a, flags.transposeB ? turned(b) : b]
    const attrs = { transposeA: false, transposeB: false }
    return last(kernelFunc({ inputs: { a: left, b: right }, backend, attrs }))
  }
}

/** Batch and channels change places, as do strides and dilations; rows that no window reached are cut off. */
const kernelGradient = ({ inputs: { x, dy }, backend, attrs }) => {
  const { strides, pad, dimRoundingMode, filterShape } = attrs
  const [tall, wide, channels, filters] = filterShape
  const { padInfo } = tf.backend_util.computeConv2DInfo(
    x.shape,
    filterShape,
    strides,
    1,
    pad,
    dimRoundingMode,
  )
  const { run, last } = running(backend)
  const over = run(
    'Conv2D',
    {
      x: run('Transpose', { x }, { perm: [3, 1, 2, 0] }),
      filter: run('Transpose', { x: dy }, { perm: [1, 2, 0, 3] }),
    },
    {
      strides: [1, 1],
      pad: [
        [0, 0],
        [padInfo.top, padInfo.bottom],
        [padInfo.left, padInfo.right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
      dilations: strides,
      dimRoundingMode,
    },
  )
  const size = [channels, tall, wide, filters]
  const cut =
    size.join() === over.shape.join() ? over : run('Slice', { x: over }, { begin: [0, 0, 0, 0], size })
  return last(run('Transpose', { x: cut }, { perm: [1, 2, 0, 3] }))
}

/** Puts both into the registry. */
export const patch = () => {
  const plain = kernelOf('BatchMatMul')
  tf.unregisterKernel('BatchMatMul', 'wasm')
  tf.registerKernel({ ...plain, kernelFunc: product(plain) })
  tf.registerKernel({ kernelName: 'Conv2DBackpropFilter', backendName: 'wasm', kernelFunc: kernelGradient })
}
