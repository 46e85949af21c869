/**
 * `npm run bench`: one training step of a VAE with Adam on the wasm backend. Ours against the same model in
 * TensorFlow.js's own operations, gradients and optimizer, and against its bare matrix products and convolutions. Rounds
 * are interleaved, each contestant in a process of its own.
 *   --model NAME   dense (784-400-20-400-784, batch of 128; stock also with explicit transposes) when absent, or
 *                  convolutional (batch of 64; stock with kernels that let it train on wasm)
 *   --rounds N     5 when absent
 *   --steps N      steps of each contestant in a round, 30 when absent
 *   --data FOLDER  a batch of the folder's IDX images, binarised, in place of random bits
 */
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { batchOf } from './batch.mjs'
import { bundleGradients } from './gradients.mjs'
import { models } from './models.mjs'
import { report } from './report.mjs'
import { run } from './run.mjs'

const WARM = 5
/** The losses of the first steps are compared; from the second on, they tell of gradients and Adam, too. */
const COMPARED = 4
/**
 * Relative. Adam's first steps make the rounding of a gradient near zero as long as any step: losses that should be equal
 * were found 1e-5 apart, with a rate 1 % higher 6e-5, with the noise of another step 1e-3.
 */
const TOLERANCE = 3e-5

const stop = (message, code) => {
  process.stderr.write(`bench: ${message}\n`)
  process.exit(code)
}

const options = () => {
  try {
    const { values } = parseArgs({
      options: {
        model: { type: 'string', default: 'dense' },
        rounds: { type: 'string', default: '5' },
        steps: { type: 'string', default: '30' },
        data: { type: 'string' },
      },
    })
    for (const name of ['rounds', 'steps'])
      if (!/^[1-9]\d{0,4}$/.test(values[name]))
        throw new Error(`--${name} is a whole number of at least 1, found '${values[name]}'`)
    if (!Object.hasOwn(models, values.model))
      throw new Error(`--model is one of ${Object.keys(models).join(', ')}, found '${values.model}'`)
    return { ...values, rounds: Number(values.rounds), steps: Number(values.steps) }
  } catch (thrown) {
    return stop(thrown.message, 2)
  }
}

const { model: name, rounds, steps, data } = options()
const model = models[name]
const CONTESTANTS = ['ours', ...model.stocks, model.floor]
const x = await batchOf(data, model).catch((thrown) => stop(thrown.message, 2))
const problem = { x, weights: model.firstWeights() }
await bundleGradients()

const ours = await run(name, 'ours', 'trajectory', problem, { steps: COMPARED })
for (const stock of model.stocks) {
  const theirs = await run(name, stock, 'trajectory', problem, { steps: COMPARED, noises: ours.noises })
  const worst = Math.max(...ours.losses.map((loss, i) => Math.abs(loss / theirs.losses[i] - 1)))
  process.stdout.write(
    `losses of ${COMPARED} steps from equal weights with equal noise, ours and ${stock}: within ${worst.toExponential(1)}\n`,
  )
  if (!(worst <= TOLERANCE))
    stop(`ours ${ours.losses.join(' ')} but ${stock} ${theirs.losses.join(' ')}: not the same model`, 1)
}

const found = Object.fromEntries(CONTESTANTS.map((contestant) => [contestant, []]))
for (let round = 0; round < rounds; round += 1) {
  // another one first in each round, so that none always has the machine in the same state
  const order = CONTESTANTS.map((_, i) => CONTESTANTS[(i + round) % CONTESTANTS.length])
  for (const contestant of order)
    found[contestant].push(await run(name, contestant, 'timing', problem, { warm: WARM, steps }))
  process.stdout.write(`round ${round + 1} of ${rounds}\n`)
}

process.stdout.write(`
${model.title}; batch of ${model.BATCH} ${data === undefined ? 'random bits' : `images of ${data}`}; ${rounds} rounds of ${steps} steps; Node ${process.version}, \
${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}

${report(found, model)}
`)
const leaking = CONTESTANTS.filter((contestant) =>
  found[contestant].some(({ before, after }) => before !== after),
)
if (leaking.includes('ours')) stop('ours holds more tensors after the steps than before', 1)
