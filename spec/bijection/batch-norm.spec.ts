import { function as F } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { batchMoments, batchNorm } from '../../src/bijection/index.js'
import { batchNorm as batchNormLayer, input } from '../../src/layer/index.js'
import { key } from '../../src/random/index.js'
import { log, matrix, ones, vector, zeros } from '../../src/tensor/index.js'
import { started } from '../support/backends.js'
import { expectNear, numbersOf, numbersOfTree } from '../support/near.js'

const cpu = await started('cpu')

const x = matrix([
  [1, -2, 3],
  [4, 0.5, -1],
  [-3, 2, 7],
])

describe('batchNorm', () => {
  const layer = F.pipe(input(3), batchNormLayer)
  const [scale, shift] = [vector([2, 0.5, 3]), vector([-1, 0, 4])]
  const own = { loc: shift, logScale: log(scale) }
  const running = { mean: vector([0.5, -1, 2]), variance: vector([2, 0.25, 9]) }

  it('is what the layer does, by running statistics and by those of a batch', async () => {
    const evaluated = layer.apply([{ scale, shift }], x, [running])
    const trained = layer.train([{ scale, shift }], x, [running])(key(0))
    const { batch, statistics } = batchMoments()(running, x)
    const { value } = batchNorm({ ...running, ...own }).forward(x)
    expectNear(await numbersOf(value, cpu), await numbersOf(evaluated, cpu), 1e-5)
    const inTraining = batchNorm({ ...batch, ...own }).forward(x)
    expectNear(await numbersOf(inTraining.value, cpu), await numbersOf(trained.value, cpu), 1e-5)
    const wanted = await numbersOfTree(trained.statistics, cpu)
    expectNear((await numbersOfTree(statistics, cpu)).flat(), wanted.flat(), 1e-6)
  })

  it('refuses a batch of one event, a momentum and an epsilon that are none', () => {
    const still = { mean: zeros(3), variance: ones(3) }
    expect(() => batchMoments()(still, vector([1, 2, 3]))).toThrow(
      new RangeError('batchMoments: expected at least two events, found 1'),
    )
    expect(() => batchMoments({ momentum: 2 })(still, x)).toThrow('a momentum from 0 to 1, found 2')
    expect(() => batchNorm({ ...still, ...own }, { epsilon: 0 })).toThrow('an epsilon above 0, found 0')
  })
})
