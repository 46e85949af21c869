/**
 * What no step can go below on the kernels of TensorFlow.js: its matrix products and convolutions alone, each forwards,
 * by the kernel itself and with a fresh right operand, since weights change with every step and gradients with every
 * batch.
 */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'

const numbers = (shape) =>
  Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7919) % 1000) / 1000 - 0.5)

/** A product as what a kernel takes: what stays, and what is fresh in every pass. */
const ofMatrices = ({ m, k, n, count }) => ({
  name: 'BatchMatMul',
  attrs: { transposeA: false, transposeB: false },
  stays: ['a', [1, m, k]],
  fresh: ['b', [1, k, n]],
  count,
})

const ofImages = ({ x, kernel, count }) => ({
  name: 'Conv2D',
  attrs: { strides: [2, 2], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] },
  stays: ['x', x],
  fresh: ['filter', kernel],
  count,
})

export const start = async ({ products, convolutions = [] }) => {
  await tf.setBackend('wasm')
  const backend = tf.engine().backend
  const operand = (values, shape) => ({
    dataId: backend.write(values, shape, 'float32'),
    shape,
    dtype: 'float32',
  })
  const all = [...products.map(ofMatrices), ...convolutions.map(ofImages)].flatMap(
    ({ name, attrs, stays, fresh, count }) =>
      Array.from({ length: count }, () => ({
        kernelFunc: tf.getKernel(name, 'wasm').kernelFunc,
        attrs,
        inputs: { [stays[0]]: operand(numbers(stays[1]), stays[1]) },
        fresh: { name: fresh[0], values: numbers(fresh[1]), shape: fresh[1] },
        best: Number.POSITIVE_INFINITY,
      })),
  )
  return {
    step: () => {
      for (const product of all) {
        const started = performance.now()
        const { name, values, shape } = product.fresh
        const right = operand(values, shape)
        const inputs = { ...product.inputs, [name]: right }
        const out = product.kernelFunc({ inputs, backend, attrs: product.attrs })
        backend.disposeData(out.dataId)
        backend.disposeData(right.dataId)
        product.best = Math.min(product.best, performance.now() - started)
      }
      return Number.NaN
    },
    live: () => backend.numDataIds(),
    /** The sum of the least time of each product, each taken from whichever pass was best for it. */
    sumOfBest: () => all.reduce((sum, { best }) => sum + best, 0),
  }
}
