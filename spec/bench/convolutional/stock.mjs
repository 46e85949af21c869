/** The convolutional step by the operations, gradients and optimizer of TensorFlow.js, with kernels that let it train. */
import { existsSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { gradients } from '../gradients.mjs'
import { patch } from './patch.mjs'
import { BATCH, EPSILON, LATENT, RATE, SIDE, SMALL } from './problem.mjs'

export const start = async ({ x, weights }) => {
  if (!existsSync(gradients)) throw new Error(`${gradients} is missing: it is made by step.mjs`)
  await import(gradients)
  await tf.setBackend('wasm')
  patch()
  const variables = Object.fromEntries(
    Object.entries(weights).map(([name, { kernel, bias }]) => [
      name,
      [kernel, bias].map(({ values, shape }) => tf.variable(tf.tensor(values, shape))),
    ]),
  )
  const dense = (name, h) => tf.add(tf.matMul(h, variables[name][0]), variables[name][1])
  const conv = (name, h) => tf.add(tf.conv2d(h, variables[name][0], 2, 'same'), variables[name][1])
  const convTranspose = (name, h, shape) =>
    tf.add(tf.conv2dTranspose(h, variables[name][0], [BATCH, ...shape], 2, 'same'), variables[name][1])
  const data = tf.tensor(x, [BATCH, SIDE, SIDE, 1])
  const lossWith = (noise) => () => {
    const h = tf.reshape(tf.relu(conv('second', tf.relu(conv('first', data)))), [BATCH, -1])
    const [loc, logVariance] = [dense('loc', h), dense('spread', h)]
    const z = tf.add(loc, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise()))
    const small = tf.reshape(tf.relu(dense('decoder', z)), [BATCH, ...SMALL])
    const middle = tf.relu(convTranspose('third', small, [14, 14, 32]))
    const logits = convTranspose('fourth', middle, [SIDE, SIDE, 1])
    const crossEntropy = tf.sum(
      tf.add(tf.sub(tf.relu(logits), tf.mul(logits, data)), tf.log1p(tf.exp(tf.neg(tf.abs(logits))))),
    )
    const kl = tf.mul(
      -0.5,
      tf.sum(tf.sub(tf.sub(tf.add(1, logVariance), tf.square(loc)), tf.exp(logVariance))),
    )
    return tf.div(tf.add(crossEntropy, kl), BATCH)
  }
  const optimizer = tf.train.adam(RATE, 0.9, 0.999, EPSILON)
  const drawn = () => tf.randomNormal([BATCH, LATENT])
  return {
    step: (noise) => {
      const given = noise === undefined ? drawn : () => tf.tensor(noise, [BATCH, LATENT])
      const loss = optimizer.minimize(lossWith(given), true)
      const [value] = loss.dataSync()
      loss.dispose()
      return value
    },
    live: () => tf.memory().numDataBuffers,
  }
}
