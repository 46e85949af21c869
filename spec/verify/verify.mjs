/**
 * `npm run verify`: trains the reference experiments anew and prints their numbers beside the published ones.
 *   --seeds N        seeds of each experiment (as many as its reference has when absent)
 *   --only D3        experiments whose name begins so, several separated by commas
 *   --backend NAME   wasm when absent
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { experiments } from './experiments.mjs'
import { runAll } from './pool.mjs'
import { seedsOf } from './references.mjs'
import { render, rowsOf } from './table.mjs'

const wrong = (message) => {
  process.stderr.write(`verify: ${message}\n`)
  process.exit(2)
}

const options = () => {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: 'string' },
        only: { type: 'string' },
        backend: { type: 'string', default: 'wasm' },
      },
    })
    return values
  } catch (thrown) {
    return wrong(thrown.message)
  }
}

const { seeds, only, backend } = options()
if (seeds !== undefined && !/^[1-9]\d{0,3}$/.test(seeds))
  wrong(`--seeds is a whole number of at least 1, found '${seeds}'`)
const wanted = (only ?? 'data,D1,D3,D4,D5').split(',').filter((prefix) => prefix !== '')
const names = Object.keys(experiments).filter((name) => wanted.some((prefix) => name.startsWith(prefix)))
if (names.length === 0) wrong(`--only is one of ${Object.keys(experiments).join(', ')}, found '${only}'`)

// the longest experiments first, so that no core waits for them in the end
const cost = { D1: 3, 'D4 L=8': 2 }
const jobs = names
  .toSorted((a, b) => (cost[b] ?? 1) - (cost[a] ?? 1))
  .flatMap((name) => {
    const count = name === 'data' ? 1 : Number(seeds ?? seedsOf(name))
    return Array.from({ length: count }, (_, seed) => ({ name, seed }))
  })

process.stdout.write(
  `${jobs.length} runs on ${backend}, ${Math.min(availableParallelism(), jobs.length)} at a time\n`,
)
const started = performance.now()
let done = 0
const answers = await runAll(jobs, backend, ({ name, seed }, answer) => {
  done += 1
  const how = answer.error ?? `${answer.seconds.toFixed(1)} s`
  process.stdout.write(`${done}/${jobs.length}  ${name}  seed ${seed}  ${how}\n`)
})

if (answers.some((answer) => answer?.values === undefined)) wrong('a run failed')
/** The values of all seeds of an experiment, by quantity. */
const valuesOf = (name) => {
  const each = answers.filter((_, i) => jobs[i].name === name).map(({ values }) => values)
  return Object.fromEntries(
    Object.keys(each[0]).map((quantity) => [quantity, each.map((values) => values[quantity])]),
  )
}

const rows = rowsOf(Object.fromEntries(names.map((name) => [name, valuesOf(name)])))
const missed = rows.filter(({ met }) => !met).length
process.stdout.write(`
${render(rows)}

Means ± standard deviations over seeds; losses of D1 per pixel, everything else in nats per image. "difference" is
ours − reference and is met up to "allowed": the spread that the reference states; where it is a single run, three
standard deviations of one more run of ours; where it has no spread, its rounding. "in s.d." is the difference in units
of the combined standard deviation; an order is met beyond three standard errors.

${rows.length - missed} met, ${missed} not met, in ${((performance.now() - started) / 1000).toFixed(0)} s
`)
process.exitCode = missed === 0 ? 0 : 1
