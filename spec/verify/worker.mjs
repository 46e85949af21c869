/** A process that runs one experiment after the other on a backend: a message a job, a message an answer. */
import { liveTensors, use } from 'reparam'
import { binaryDigits } from './digits.mjs'
import { experiments } from './experiments.mjs'
import { right } from './right.mjs'

const [, , backend] = process.argv
const ready = use(backend)().then(right)

const answer = async ({ name, seed }) => {
  await ready
  const digits = await binaryDigits()
  const before = liveTensors()
  const started = performance.now()
  const values = await experiments[name](digits, seed)
  if (liveTensors() !== before) throw new Error(`${name}: ${liveTensors() - before} tensors more than before`)
  return { values, seconds: (performance.now() - started) / 1000 }
}

process.on('message', (job) => {
  answer(job).then(
    (found) => process.send(found),
    (thrown) => process.send({ error: thrown instanceof Error ? thrown.message : String(thrown) }),
  )
})
