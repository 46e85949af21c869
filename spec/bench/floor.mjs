/**
 * What no step can go below on the kernels of TensorFlow.js: its matrix products alone, each by the kernel itself and
 * with a fresh right operand, since weights change with every step and gradients with every batch.
 */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { products } from './problem.mjs'

const numbers = (length) => Float32Array.from({ length }, (_, i) => ((i * 7919) % 1000) / 1000 - 0.5)

export const start = async () => {
  await tf.setBackend('wasm')
  const backend = tf.engine().backend
  const { kernelFunc } = tf.getKernel('BatchMatMul', 'wasm')
  const operand = (values, shape) => ({
    dataId: backend.write(values, shape, 'float32'),
    shape,
    dtype: 'float32',
  })
  const all = products.flatMap(({ m, k, n, count }) =>
    Array.from({ length: count }, () => ({
      a: operand(numbers(m * k), [1, m, k]),
      b: numbers(k * n),
      shape: [1, k, n],
      best: Number.POSITIVE_INFINITY,
    })),
  )
  const attrs = { transposeA: false, transposeB: false }
  return {
    step: () => {
      for (const product of all) {
        const started = performance.now()
        const b = operand(product.b, product.shape)
        const out = kernelFunc({ inputs: { a: product.a, b }, backend, attrs })
        backend.disposeData(out.dataId)
        backend.disposeData(b.dataId)
        product.best = Math.min(product.best, performance.now() - started)
      }
      return Number.NaN
    },
    live: () => backend.numDataIds(),
    /** The sum of the least time of each product, each taken from whichever pass was best for it. */
    sumOfBest: () => all.reduce((sum, { best }) => sum + best, 0),
  }
}
