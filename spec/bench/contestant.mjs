/** A process that runs one contestant: their registries of kernels, gradients and variables are global, so each has one. */
import * as tf from '@tensorflow/tfjs-core'
import { starts } from './models.mjs'

/** The losses of the first steps; with the noise of each, drawn when none is given. */
const trajectory = async ({ step, noise }, { noises, steps }) => {
  const [losses, used] = [[], []]
  for (let i = 0; i < steps; i += 1) {
    const given = noises?.[i]
    used.push(given ?? (await noise()))
    losses.push(step(given))
  }
  return { losses, noises: used }
}

/** The time of each step in ms after some that are not counted, and what is held before and after them. */
const timing = ({ step, live, sumOfBest }, { warm, steps }) => {
  for (let i = 0; i < warm; i += 1) step()
  const before = live()
  const times = []
  let loss = Number.NaN
  for (let i = 0; i < steps; i += 1) {
    const started = performance.now()
    loss = step()
    times.push(performance.now() - started)
  }
  const heap = tf.engine().findBackend('wasm').wasm.HEAPU8.length
  return { times, loss, before, after: live(), heap, sumOfBest: sumOfBest?.() }
}

const tasks = { trajectory, timing }

process.once('message', async ({ model, name, task, problem, options }) => {
  try {
    const start = await starts[model][name]()
    process.send({ found: await tasks[task](await start(problem), options) }, () => process.disconnect())
  } catch (thrown) {
    process.send({ error: thrown instanceof Error ? thrown.message : String(thrown) }, () =>
      process.disconnect(),
    )
  }
})
