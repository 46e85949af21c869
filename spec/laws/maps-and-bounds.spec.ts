/** Bijections, layers and bounds under their laws. */
import { either as E, function as F } from 'fp-ts'
import { beforeAll, describe, expect, it } from 'vitest'
import * as laws from '../../src/laws/index.js'
import {
  batchNorm,
  conv2d,
  dense,
  groupNorm,
  input,
  type Layer,
  layerNorm,
  made,
  type Params,
  tanh,
} from '../../src/layer/index.js'
import { use } from '../../src/run/index.js'
import type { Shape } from '../../src/shape/index.js'
import { tanh as tanhOf } from '../../src/tensor/index.js'
import { bounds, estimators, ladders } from './bounds.js'
import { bijections } from './maps.js'
import { runs } from './runs.js'

const holds = (law: laws.Law<unknown>) => expect(laws.check(law, { runs })).resolves.toBeUndefined()
const { elbo, ...bySamples } = bounds

const batch: number = 3
const vectors = laws.between(-1, 1)(batch, 4)
const images = laws.between(-1, 1)(batch, 4, 4, 2)

/** The laws of a layer in evaluation. */
const both = <I extends Shape, O extends Shape, P extends Params, S extends Params>(
  layer: Layer<I, O, P, S>,
  data: laws.LayerSubject<I, O, P, S>['data'],
): { readonly example: laws.Law<unknown>; readonly gradient: laws.Law<unknown> } => ({
  example: laws.layerByExample({ layer, data }),
  gradient: laws.layerGradient({ layer, data }),
})

describe('on wasm', () => {
  beforeAll(async () => {
    expect(E.isRight(await use('wasm')())).toBe(true)
  })

  describe.each(bijections)('%s', (_, law) => {
    it('is undone by its inverse', async () => {
      await expect(laws.check(law.inverts, { runs: 2 })).resolves.toBeUndefined()
    })
    it('has the log-determinant of its Jacobian', async () => {
      await expect(laws.check(law.jacobian, { runs: 2 })).resolves.toBeUndefined()
    })
  })

  describe.each([
    ['dense', both(F.pipe(input(4), dense(3), tanh, dense(2)), vectors)],
    ['a convolution', both(F.pipe(input(4, 4, 2), conv2d(3, { kernel: 3, stride: 2 })), images)],
    ['layerNorm', both(F.pipe(input(4), dense(5), layerNorm), vectors)],
    ['groupNorm', both(F.pipe(input(4), dense(6), groupNorm(2)), vectors)],
    ['batchNorm in evaluation', both(F.pipe(input(4), dense(3), batchNorm), vectors)],
    ['made', both(F.pipe(input(4), made({ hidden: [6], outputs: 2, activation: tanhOf })), vectors)],
  ] as const)('%s', (_, law) => {
    it('takes each example by itself', async () => {
      await expect(laws.check(law.example, { runs: 2 })).resolves.toBeUndefined()
    })
    it('has the gradient of its differences', async () => {
      await expect(laws.check(law.gradient, { runs: 1 })).resolves.toBeUndefined()
    })
  })

  it.each(Object.entries(bounds))('%s is at most the evidence', (_, bound) =>
    holds(laws.boundBelowEvidence(bound)),
  )
  it.each(ladders)('bounds rise: %s', (_, ladder) => holds(laws.boundsRise(ladder)))
  // the divergence of `elbo` is in closed form, so that it is the evidence in the mean only
  it.each(Object.entries(bySamples))('%s at the true posterior is the evidence', (_, bound) =>
    holds(laws.boundIsTight(bound)),
  )
  it.each(estimators)('the gradient of %s', (_, known, tested) => holds(laws.gradientsAgree(known, tested)))
})
