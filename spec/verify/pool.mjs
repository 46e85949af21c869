/** Jobs on as many processes as there are cores. */
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('worker.mjs', import.meta.url))

/** The answer of a process to one job; its death is an answer, too. */
const ask = (child, job) =>
  new Promise((resolve) => {
    const died = (code) => resolve({ error: `the process ended with ${code}` })
    child.once('exit', died)
    child.once('message', (answer) => {
      child.off('exit', died)
      resolve(answer)
    })
    child.send(job)
  })

/** Runs all jobs, the first ones first, and gives their answers in the order of the jobs. */
export const runAll = async (jobs, backend, onAnswer) => {
  const answers = Array.from(jobs, () => undefined)
  let next = 0
  const work = async () => {
    const child = fork(program, [backend])
    try {
      while (next < jobs.length) {
        const i = next
        next += 1
        answers[i] = await ask(child, jobs[i])
        onAnswer(jobs[i], answers[i])
        if (answers[i].error !== undefined) return
      }
    } finally {
      child.kill()
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, work))
  return answers
}
