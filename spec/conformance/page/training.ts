/** The table of the same training on every backend. */
import { DISTANCE, distanceOf, type Trained } from '../training/suite.js'
import { table } from './markdown.js'

/** The first loss, the last, and how far a run strayed from cpu at the same step. */
export const trainingTable = (training: readonly Trained[]): string => {
  const cpu = training.find(({ run }) => run === 'cpu in Node')
  if (cpu === undefined) return 'Not measured yet.'
  const models = Object.keys(cpu.losses)
  return table(
    ['', ...models.flatMap((model) => [`${model}: first loss`, 'last loss', 'from cpu'])],
    training.map(({ run, losses }) => [
      run,
      ...models.flatMap((model) => {
        const own = losses[model] ?? []
        return [
          (own[0] ?? Number.NaN).toFixed(4),
          (own.at(-1) ?? Number.NaN).toFixed(4),
          distanceOf(own, cpu.losses[model] ?? []).toExponential(1),
        ]
      }),
    ]),
  )
}

export { DISTANCE }
