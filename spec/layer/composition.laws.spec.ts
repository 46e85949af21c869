import fc from 'fast-check'
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  andThen,
  batchNorm,
  concatBranches,
  conv2d,
  dense,
  dropout,
  flatten,
  groupNorm,
  heNormal,
  identity,
  input,
  type Layer,
  layerNorm,
  type Params,
  relu,
  reshape,
  residual,
  softplus,
  tanh,
} from '../../src/layer/index.js'
import { fromStages } from '../../src/layer/layer.js'
import { key, normal } from '../../src/random/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { vector, zeros } from '../../src/tensor/index.js'
import { paths } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { numbersOf, numbersOfTree } from '../support/near.js'

/** A layer from four to four features, whatever its parameters and its statistics are. */
type Endo = Layer<[4], [4], Params, Params>

const endo = <P extends Params, S extends Params>({ in: shape, stages }: Layer<[4], [4], P, S>): Endo =>
  fromStages(shape, stages)

/** A block that keeps statistics, draws, and holds blocks. */
const block = F.flow(dense(4), batchNorm, dropout(0.5), concatBranches(identity, dense(4)), dense(4))

const pieces: readonly Endo[] = [
  endo(input(4)),
  endo(F.pipe(input(4), dense(4))),
  endo(F.pipe(input(4), relu)),
  endo(F.pipe(input(4), dense(3, { init: heNormal }), tanh, dense(4))),
  endo(F.pipe(input(4), softplus)),
  endo(F.pipe(input(4), batchNorm)),
  endo(F.pipe(input(4), dropout(0.25))),
  endo(F.pipe(input(4), residual(block), layerNorm)),
  endo(F.pipe(input(4), reshape(2, 2, 1), conv2d(2, { kernel: 2 }), groupNorm(2), flatten, dense(4))),
]

const join = (first: Endo, next: Endo): Endo => endo(andThen<[4], [4], Params, Params>(next)(first))

/** A list of layers composed with brackets where the cuts say. */
const bracketed = (layers: readonly Endo[], cuts: readonly number[]): Endo => {
  const [only] = layers
  if (only === undefined) return endo(input(4))
  if (layers.length === 1) return only
  const [cut = 0, ...rest] = cuts
  const at = 1 + (cut % (layers.length - 1))
  return join(bracketed(layers.slice(0, at), rest), bracketed(layers.slice(at), rest))
}

const lists = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
const cuts = fc.array(fc.nat(7), { minLength: 6, maxLength: 6 })
const x = normal(3, 4)(key(1))

describe.each(backendNames)('on %s', (name) => {
  const everything = async (layer: Endo): Promise<unknown> => {
    const backend = await started(name)
    const params = layer.init(key(0))
    const trained = layer.train(params, x, layer.statistics)(key(2))
    return {
      paths: [paths(params), paths(layer.statistics)],
      first: await numbersOfTree([params, layer.statistics], backend),
      evaluated: await numbersOf(layer.apply(params, x, trained.statistics), backend),
      trained: await numbersOfTree([trained.value, trained.statistics], backend),
    }
  }

  test('law: associativity — however composition is bracketed, the same parameters, statistics and values bit for bit, also in training', () =>
    fc.assert(
      fc.asyncProperty(lists, cuts, cuts, async (layers, some, others) => {
        expect(await everything(bracketed(layers, some))).toEqual(await everything(bracketed(layers, others)))
      }),
      { numRuns: 25 },
    ))

  test('law: identity — input before or after a layer changes nothing', () =>
    fc.assert(
      fc.asyncProperty(lists, cuts, async (layers, some) => {
        const layer = bracketed(layers, some)
        const wanted = await everything(layer)
        expect(await everything(join(endo(input(4)), layer))).toEqual(wanted)
        expect(await everything(join(layer, endo(input(4))))).toEqual(wanted)
      }),
      { numRuns: 25 },
    ))

  test('pipe and andThen build the same network', async () => {
    const piped = endo(F.pipe(input(4), dense(3), relu, dense(4), tanh))
    const joined = endo(F.pipe(input(4), dense(3), andThen(F.pipe(input(3), relu, dense(4))), tanh))
    expect(await everything(joined)).toEqual(await everything(piped))
  })

  test('flow and andThen build the same network: blocks compose as functions', async () => {
    const before = F.pipe(input(4), dense(4))
    const piped = endo(F.pipe(before, residual(block), batchNorm, block))
    const flowed = endo(
      F.flow(dense(4), identity, residual(block), F.flow(batchNorm, identity, block))(input(4)),
    )
    const joined = endo(
      F.pipe(before, andThen(F.pipe(input(4), residual(block), andThen(F.pipe(input(4), batchNorm, block))))),
    )
    const wanted = await everything(piped)
    expect(await everything(flowed)).toEqual(wanted)
    expect(await everything(joined)).toEqual(wanted)
    expect(await everything(endo(F.pipe(before, batchNorm, residual(block), block)))).not.toEqual(wanted)
  })

  test('leading axes: an example alone, in a batch and in samples of a batch gives the same', async () => {
    const backend = await started(name)
    const net = F.pipe(input(4), dense(5), relu, dense(2))
    const params = net.init(key(0))
    const data = normal(2, 3, 4)(key(2))
    const all = await numbersOf(net.apply(params, data), backend)
    const flat = await numbersOf(data, backend)
    const alone: number[] = []
    for (let i = 0; i < 6; i += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = flat.slice(4 * i)
      alone.push(...(await numbersOf(net.apply(params, vector([a, b, c, d])), backend)))
    }
    expect(all.map((v, i) => Math.abs(v - (alone[i] ?? Number.NaN))).filter((d) => !(d < 1e-6))).toEqual([])
  })
})

test('layers that do not meet are refused, in the words of the compiler', () => {
  const size: number = 16
  const build = () => F.pipe(input(8), dense(20), andThen(F.pipe(input(size), relu)))
  expect(build).toThrow(new ShapeError('andThen: a layer gives [20] but the next one takes [16]'))
  expect(() => input(4).apply([], zeros(4))).not.toThrow()
})
