/** The step by the operations, gradients and optimizer of TensorFlow.js. */
import { existsSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { gradients } from './gradients.mjs'
import { BATCH, EPSILON, LATENT, PIXELS, RATE } from './problem.mjs'

/** The product whose gradient is made of products of explicitly transposed matrices, the fast ones on wasm. */
const matMulTransposing = tf.customGrad((a, b, save) => {
  save([a, b])
  return {
    value: tf.matMul(a, b),
    gradFunc: (dy, [a, b]) => [tf.matMul(dy, tf.transpose(b)), tf.matMul(tf.transpose(a), dy)],
  }
})

const starting =
  (matMul) =>
  async ({ x, weights }) => {
    if (!existsSync(gradients)) throw new Error(`${gradients} is missing: it is made by step.mjs`)
    await import(gradients)
    await tf.setBackend('wasm')
    const variables = Object.fromEntries(
      Object.entries(weights).map(([name, { kernel, bias }]) => [
        name,
        [kernel, bias].map(({ values, shape }) => tf.variable(tf.tensor(values, shape))),
      ]),
    )
    const dense = (name, h) => tf.add(matMul(h, variables[name][0]), variables[name][1])
    const data = tf.tensor(x, [BATCH, PIXELS])
    const lossWith = (noise) => () => {
      const h = tf.relu(dense('encoder', data))
      const [loc, logVariance] = [dense('loc', h), dense('spread', h)]
      const z = tf.add(loc, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise()))
      const logits = dense('logits', tf.relu(dense('decoder', z)))
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

export const plain = starting((a, b) => tf.matMul(a, b))
export const transposing = starting(matMulTransposing)
