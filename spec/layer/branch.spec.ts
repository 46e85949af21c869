/** Blocks beside each other: what they give, and in which order they keep what they need. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import {
  addBranches,
  batchNorm,
  batchNormWith,
  concatBranches,
  conv2d,
  convTranspose2d,
  dense,
  groupNorm,
  identity,
  input,
  relu,
  residual,
  skip,
  tanh,
} from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { add, concat, shapeOf, type Tensor, zeros } from '../../src/tensor/index.js'
import { count, paths } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf, numbersOfTree } from '../support/near.js'

const first = F.flow(dense(3), tanh)
const second = dense(3)
const x = normal(2, 4, 3)(key(1))

/** Networks of the blocks alone, which take the parameters that each block has within a branch. */
const alone = { first: F.pipe(input(3), first), second: F.pipe(input(3), second) } as const

describe.each(backendNames)('on %s', (name) => {
  test('branches are added and concatenated; each takes its own parameters, in order', async () => {
    const backend = await started(name)
    const added = F.pipe(input(3), addBranches(first, second))
    const params = added.init(key(0))
    const [p, q] = params
    const a = alone.first.apply([p], x)
    const b = alone.second.apply([q], x)
    const same = async <S>(found: Tensor<S>, wanted: Tensor<S>) => {
      expect(shapeOf(found)).toEqual(shapeOf(wanted))
      expectNear(await numbersOf(found, backend), await numbersOf(wanted, backend), 1e-6)
    }
    await same(added.apply(params, x), add(a, b))
    await same(F.pipe(input(3), concatBranches(first, second)).apply(params, x), concat(-1)(a, b))
    await same(F.pipe(input(3), residual(first)).apply([p], x), add(x, a))
    await same(F.pipe(input(3), skip(second)).apply([q], x), concat(-1)(x, b))
    await same(F.pipe(input(3), addBranches(identity, second)).apply([q], x), add(x, b))
    await same(F.pipe(input(3), concatBranches(second, identity)).apply([q], x), concat(-1)(b, x))
  })

  test('the identity of blocks: a flow with it is the flow without', async () => {
    const backend = await started(name)
    const plain = F.pipe(input(3), first, residual(second))
    const padded = F.pipe(input(3), identity, first, identity, residual(F.flow(identity, second, identity)))
    const values = [plain, padded].map((net) => numbersOf(net.apply(net.init(key(0)), x), backend))
    const [wanted, found] = await Promise.all(values)
    expect(found).toEqual(wanted)
  })

  test('each parameter tree draws from its own place, in a branch as in a chain', async () => {
    const backend = await started(name)
    const chain = F.pipe(input(3), dense(3), dense(3), dense(3)).init(key(0))
    const branched = F.pipe(input(3), dense(3), addBranches(dense(3), dense(3))).init(key(0))
    expect(await numbersOfTree(branched, backend)).toEqual(await numbersOfTree(chain, backend))
    const kernels = await Promise.all(branched.map(({ kernel }) => numbersOf(kernel, backend)))
    expect(new Set(kernels.map(String)).size).toBe(3)
  })

  test('statistics stand in the order of the branches, and each moves by its own data', async () => {
    const backend = await started(name)
    const net = F.pipe(
      input(3),
      batchNormWith({ momentum: 0 }),
      concatBranches(
        F.flow(dense(2), batchNormWith({ momentum: 0 })),
        residual(batchNormWith({ momentum: 0 })),
      ),
      batchNormWith({ momentum: 0 }),
    )
    expect(paths(net.statistics)).toEqual([0, 1, 2, 3].flatMap((i) => [`${i}.mean`, `${i}.variance`]))
    const params = net.init(key(0))
    const { statistics: state } = net.train(params, x, net.statistics)(key(0))
    expect(state.map(({ mean }) => shapeOf(mean))).toEqual([[3], [2], [3], [5]])
    // by hand, block by block
    const before = F.pipe(input(3), batchNormWith({ momentum: 0 }))
    const a = before.train([params[0]], x, before.statistics)(key(0))
    const left = F.pipe(input(3), dense(2), batchNormWith({ momentum: 0 }))
    const b = left.train([params[1], params[2]], a.value, left.statistics)(key(0))
    const c = before.train([params[3]], a.value, before.statistics)(key(0))
    const after = F.pipe(input(5), batchNormWith({ momentum: 0 }))
    const joined = concat(-1)(b.value, add(a.value, c.value))
    const d = after.train([params[4]], joined, after.statistics)(key(0))
    const wanted = await numbersOfTree([a.statistics, b.statistics, c.statistics, d.statistics], backend)
    const found = await numbersOfTree(state, backend)
    for (const [i, values] of wanted.entries()) expectNear(found[i] ?? [], values, 2e-6)
    // in evaluation each reads its own
    const seen = net.apply(params, x, state)
    const swapped = net.apply(params, x, [state[2], state[1], state[0], state[3]])
    expect(await numbersOf(seen, backend)).not.toEqual(await numbersOf(swapped, backend))
  })

  test('a U-Net of nested levels keeps the size of its images, whatever leads', async () => {
    const backend = await started(name)
    const down = <const F extends number>(filters: F) => conv2d(filters, { kernel: 3, stride: 2 })
    const up = <const F extends number>(filters: F) => convTranspose2d(filters, { kernel: 3, stride: 2 })
    const deepest = F.flow(down(8), groupNorm(2), relu, up(4))
    const net = F.pipe(
      input(8, 8, 2),
      skip((level) => F.pipe(level, down(4), batchNorm, relu, skip(deepest), up(2))),
      conv2d(1, { kernel: 1 }),
    )
    expect(net.out).toEqual([8, 8, 1])
    const params = net.init(key(0))
    expect(count(params)).toBe(
      9 * 2 * 4 + 4 + (4 + 4) + (9 * 4 * 8 + 8 + (8 + 8) + 9 * 8 * 4 + 4) + 9 * 8 * 2 + 2 + (4 + 1),
    )
    const images = normal(2, 3, 8, 8, 2)(key(1))
    const value = net.apply(params, images, net.statistics)
    expect(shapeOf(value)).toEqual([2, 3, 8, 8, 1])
    expect((await numbersOf(value, backend)).every(Number.isFinite)).toBe(true)
  })
})

/** Sizes that the compiler does not know. */
const unknown = (size: number): number => size

describe('branches that do not meet are refused, in the words of the compiler', () => {
  const image = input(unknown(8), unknown(8), 2)
  const halved = conv2d(2, { kernel: 3, stride: 2 })
  test.each([
    [
      'residual',
      () => F.pipe(image, residual(conv2d(unknown(3), { kernel: 3 }))),
      'residual: the block turns [8, 8, 2] into [8, 8, 3]; it must keep the shape',
    ],
    [
      'addBranches',
      () => F.pipe(image, addBranches(conv2d(2, { kernel: 1 }), halved)),
      'addBranches: the branches give [8, 8, 2] and [4, 4, 2], which differ',
    ],
    [
      'concatBranches',
      () => F.pipe(image, concatBranches(halved, conv2d(2, { kernel: 1 }))),
      'concatBranches: [4, 4, 2] and [8, 8, 2] differ on axis 0 (4 vs 8); only axis 2 may',
    ],
    [
      'skip',
      () => F.pipe(image, skip(halved)),
      'skip: [8, 8, 2] and [4, 4, 2] differ on axis 0 (8 vs 4); only axis 2 may',
    ],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(new ShapeError(message))
  })
})

test('statistics that are too many or missing are refused in words', () => {
  const net = F.pipe(input(3), residual(batchNorm))
  const params = net.init(key(0))
  const many = [...net.statistics, ...net.statistics] as const
  const wrong: (typeof net)['apply'] = net.apply
  expect(() => Reflect.apply(wrong, undefined, [params, zeros(2, 3), many])).toThrow(
    new ShapeError('apply: expected 1 trees of running statistics, found 2'),
  )
  expect(() => Reflect.apply(wrong, undefined, [params, zeros(2, 3)])).toThrow(
    new ShapeError('apply: expected 1 trees of running statistics, found 0'),
  )
  expect(() => Reflect.apply(wrong, undefined, [[], zeros(2, 3), net.statistics])).toThrow(
    new ShapeError('apply: expected 1 trees of parameters, found 0'),
  )
})
