import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  dense,
  elu,
  flatten,
  gelu,
  heNormal,
  input,
  leakyRelu,
  pad,
  pointwise,
  relu,
  reshape,
  sigmoid,
  silu,
  softplus,
  tanh,
  transpose,
} from '../../src/layer/index.js'
import { fromStages } from '../../src/layer/layer.js'
import { parametric } from '../../src/layer/stage.js'
import { key, normal } from '../../src/random/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { ones, shapeOf, square, vector, zeros } from '../../src/tensor/index.js'
import { multiply } from '../../src/tensor/primitive/elementwise.js'
import { broadcastTo } from '../../src/tensor/primitive/reduction.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { count, paths } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'
import { build } from '../support/reference-value.js'
import { activations, affine, inRows } from './reference.js'

const grid = Array.from({ length: 81 }, (_, i) => Math.fround((i - 40) / 4))

describe.each(backendNames)('on %s', (name) => {
  test.each([
    ['relu', relu, 0],
    ['tanh', tanh, 3e-7],
    ['sigmoid', sigmoid, 2e-7],
    ['softplus', softplus, 3e-7],
    ['gelu', gelu, 1e-6],
    ['elu', elu, 3e-7],
    ['silu', silu, 3e-7],
    ['leakyRelu', leakyRelu(), 1e-7],
  ] as const)('%s', async (activation, layer, tolerance) => {
    const net = F.pipe(input(), layer)
    const found = await numbersOf(net.apply([], vector(grid)), await started(name))
    expectNear(found, grid.map(activations[activation]), tolerance)
  })

  test('dense is x·kernel + bias of the last axis, whatever leads', async () => {
    const backend = await started(name)
    const net = F.pipe(input(3), dense(4))
    const [drawn] = net.init(key(0))
    const params = [{ kernel: drawn.kernel, bias: normal(4)(key(1)) }] as const
    const [kernel, bias] = [
      await numbersOf(params[0].kernel, backend),
      await numbersOf(params[0].bias, backend),
    ]
    const x = normal(2, 5, 3)(key(2))
    const wanted = inRows(await numbersOf(x, backend), 3).flatMap((row) => affine(row, kernel, bias))

    const y = net.apply([...params], x)
    expect(shapeOf(y)).toEqual([2, 5, 4])
    expectNear(await numbersOf(y, backend), wanted, 1e-6)

    const one = net.apply([...params], normal(3)(key(3)))
    expect(shapeOf(one)).toEqual([4])
    const alone = affine(await numbersOf(normal(3)(key(3)), backend), kernel, bias)
    expectNear(await numbersOf(one, backend), alone, 1e-6)
  })

  test('flatten and reshape leave the order of the elements and the leading axes', async () => {
    const backend = await started(name)
    const net = F.pipe(input(2, 3, 4), flatten, reshape(6, -1))
    expect(F.pipe(input(2, 3, 4), flatten).out).toEqual([24])
    expect(net.out).toEqual([6, 4])
    const x = normal(5, 2, 2, 3, 4)(key(0))
    const y = net.apply([], x)
    expect(shapeOf(y)).toEqual([5, 2, 6, 4])
    expect(await numbersOf(y, backend)).toEqual(await numbersOf(x, backend))
    expect(shapeOf(net.apply([], zeros(2, 3, 4)))).toEqual([6, 4])
  })

  test('transpose and pad leave the leading axes', async () => {
    const backend = await started(name)
    const x = normal(5, 2, 2, 3, 4)(key(0))
    const numbers = await numbersOf(x, backend)
    const at = (l: number, i: number, j: number, k: number): number =>
      numbers[((l * 2 + i) * 3 + j) * 4 + k] ?? Number.NaN
    const turned = F.pipe(input(2, 3, 4), transpose(2, 0, 1))
    expect(turned.out).toEqual([4, 2, 3])
    const wanted = build([10, 4, 2, 3], ([l = 0, k = 0, i = 0, j = 0]) => at(l, i, j, k))
    expect(shapeOf(turned.apply([], x))).toEqual([5, 2, 4, 2, 3])
    expect(await numbersOf(turned.apply([], x), backend)).toEqual(wanted.data)

    const wider = F.pipe(
      input(2, 3, 4),
      pad([
        [1, 2],
        [0, 0],
        [0, 1],
      ]),
    )
    expect(wider.out).toEqual([5, 3, 5])
    const around = build([10, 5, 3, 5], ([l = 0, i = 0, j = 0, k = 0]) =>
      i >= 1 && i < 3 && k < 4 ? at(l, i - 1, j, k) : 0,
    )
    expect(shapeOf(wider.apply([], x))).toEqual([5, 2, 5, 3, 5])
    expect(await numbersOf(wider.apply([], x), backend)).toEqual(around.data)
    expect(shapeOf(wider.apply([], zeros(2, 3, 4)))).toEqual([5, 3, 5])
  })

  test('a network of several layers gives row by row what plain arithmetic gives', async () => {
    const backend = await started(name)
    const net = F.pipe(input(2, 3), flatten, dense(5), tanh, dense(4), softplus, reshape(2, 2))
    const params = net.init(key(7))
    const [first, second] = params
    const numbers = [first.kernel, first.bias, second.kernel, second.bias].map((p) => numbersOf(p, backend))
    const [k1 = [], b1 = [], k2 = [], b2 = []] = await Promise.all(numbers)
    const x = normal(3, 2, 3)(key(8))
    const wanted = inRows(await numbersOf(x, backend), 6).flatMap((row) =>
      affine(affine(row, k1, b1).map(activations.tanh), k2, b2).map(activations.softplus),
    )
    expectNear(await numbersOf(net.apply(params, x), backend), wanted, 1e-6)
  })

  test('a layer of one’s own by pointwise', async () => {
    const net = F.pipe(input(3), pointwise(square))
    expect(net.init(key(0))).toEqual([])
    expect(await numbersOf(net.apply([], vector([1, -2, 3])), await started(name))).toEqual([1, 4, 9])
  })

  test('a layer of one’s own with parameters, by a stage', async () => {
    const backend = await started(name)
    type Gain = { readonly gain: Tensor<[3]> }
    const gains = parametric({
      out: [3],
      init: (): Gain => ({ gain: ones(3) }),
      apply: ({ gain }: Gain, x) => multiply(x, broadcastTo(expression(gain), x.shape)),
    })
    const layer = fromStages<[3], [3], [Gain]>([3], [gains])
    const x = vector([1, 2, 3])
    expect(await numbersOf(layer.apply(layer.init(key(0)), x), backend)).toEqual([1, 2, 3])
    expect(await numbersOf(layer.apply([{ gain: vector([2, 0, -1]) }], x), backend)).toEqual([2, 0, -3])
    expect(paths(F.pipe(layer, relu, dense(2)).init(key(0)))).toEqual(['0.gain', '1.kernel', '1.bias'])
  })
})

describe('parameters', () => {
  test('784-400-20 has 322,020 of them', () => {
    const net = F.pipe(input(28, 28, 1), flatten, dense(400), relu, dense(20))
    expect(count(net.init(key(0)))).toBe(784 * 400 + 400 + 400 * 20 + 20)
    expect(count(net.init(key(0)))).toBe(322_020)
  })

  test('each dense draws from a key of its own, and the same key draws the same', async () => {
    const backend = await started('cpu')
    const net = F.pipe(input(3), dense(3), relu, dense(3))
    const [a, b] = net.init(key(0))
    expect(await numbersOf(a.kernel, backend)).not.toEqual(await numbersOf(b.kernel, backend))
    expect(await numbersOf(a.kernel, backend)).toEqual(await numbersOf(net.init(key(0))[0].kernel, backend))
    expect(await numbersOf(a.kernel, backend)).not.toEqual(
      await numbersOf(net.init(key(1))[0].kernel, backend),
    )
    expect(await numbersOf(a.bias, backend)).toEqual([0, 0, 0])
  })

  test('a dense takes the init that it is given', async () => {
    const backend = await started('cpu')
    const [glorot] = F.pipe(input(3), dense(2)).init(key(0))
    const [he] = F.pipe(input(3), dense(2, { init: heNormal })).init(key(0))
    expect(await numbersOf(he.kernel, backend)).not.toEqual(await numbersOf(glorot.kernel, backend))
  })
})

/** A size that the compiler does not know. */
const unknown = (size: number): number => size

describe('sizes that the compiler does not know are compared when the network is built or run', () => {
  test('dense of what is no vector', () => {
    const build = () => dense(2)(fromStages<[number], [number], []>([14, 14, 32], []))
    expect(build).toThrow(new ShapeError('dense: expected [features], got [14, 14, 32]; flatten first'))
  })

  test('reshape to another number of elements', () => {
    expect(() => F.pipe(input(unknown(784)), reshape(28, 29))).toThrow(
      new ShapeError('reshape: [784] has 784 elements but [28, 29] has 812'),
    )
  })

  test('data of another shape', () => {
    const net = F.pipe(input(unknown(4)), relu)
    expect(() => net.apply([], typed<Tensor<[2, number]>>(expression(zeros(2, 5))))).toThrow(
      new ShapeError('apply: data [2, 5] does not end in [4] (5 vs 4)'),
    )
    const flat = F.pipe(input(unknown(4), 2), relu)
    expect(() => flat.apply([], typed<Tensor<[number, 2]>>(expression(zeros(2))))).toThrow(
      new ShapeError('apply: data [2] has fewer axes than [4, 2]'),
    )
  })
})
