/** One contestant in a process of its own. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('contestant.mjs', import.meta.url))

/** What the contestant answers to a task. */
export const run = (model, name, task, problem, options) =>
  new Promise((resolve, reject) => {
    const child = fork(program, [], { serialization: 'advanced' })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${name}: the process ended with ${code}`)))
    child.once('message', ({ found, error }) =>
      error === undefined ? resolve(found) : reject(new Error(`${name}: ${error}`)),
    )
    child.send({ model, name, task, problem, options })
  })
