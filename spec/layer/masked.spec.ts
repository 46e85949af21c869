import { function as F } from 'fp-ts'
import { describe, expect, it } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import { input, made } from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { gather, indices, sum, vector } from '../../src/tensor/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../../src/tensor/tensor.js'
import { mapLeaves } from '../../src/tree/index.js'
import { started } from '../support/backends.js'
import { numbersOf } from '../support/near.js'

const cpu = await started('cpu')

describe.each([
  ['one hidden layer', [7]],
  ['two hidden layers', [7, 5]],
  ['no hidden layer', []],
  ['fewer units than elements', [2, 9]],
] as const)('made with %s', (_, hidden) => {
  const size = 4
  const net = F.pipe(input(size), made({ hidden: [...hidden], outputs: 2 }))
  // every parameter drawn anew: the last layer starts at 0, and so would hide what it sees
  const params = mapLeaves((leaf, i): AnyTensor => normal(...shapeOf(leaf))(key(i)))(net.init(key(0)))

  it('lets an output see the elements before its own, each of them, and no other', async () => {
    for (let i = 0; i < size; i += 1) {
      // the sum over many points, so that no unit is off at all of them
      const slopes = grad((x: Tensor<[256, 4]>) => sum()(gather(net.apply(params, x), indices([i]), -1)))(
        normal(256, size)(key(100)),
      )
      const found = await numbersOf(slopes, cpu)
      const seen = Array.from({ length: size }, (__, j) => found.some((g, k) => k % size === j && g !== 0))
      const reachable = hidden.length === 0 || hidden.every((units) => units >= size - 1)
      expect(seen.slice(i)).toEqual(seen.slice(i).map(() => false))
      if (reachable) expect(seen.slice(0, i)).toEqual(seen.slice(0, i).map(() => true))
    }
  })
})

describe('made', () => {
  it('starts at 0 in its last layer, so that a flow starts as the identity', async () => {
    const net = F.pipe(input(3), made({ hidden: [6], outputs: 2 }))
    const y = net.apply(net.init(key(0)), vector([1, 2, 3]))
    expect(shapeOf(y)).toEqual([2, 3])
    expect(await numbersOf(y, cpu)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('of a single element sees nothing', async () => {
    const net = F.pipe(input(1), made({ hidden: [3], outputs: 1 }))
    const params = mapLeaves((leaf, i): AnyTensor => normal(...shapeOf(leaf))(key(i)))(net.init(key(0)))
    const [a, b] = [net.apply(params, vector([1])), net.apply(params, vector([-5]))]
    expect(await numbersOf(a, cpu)).toEqual(await numbersOf(b, cpu))
  })

  it('refuses sizes that are no counts, and parameters of another network', () => {
    expect(() => made({ hidden: [0], outputs: 2 })(input(3))).toThrow(
      'made: expected a whole number of at least 1, found 0',
    )
    const net = F.pipe(input(3), made({ hidden: [6], outputs: 2 }))
    const other = F.pipe(input(3), made({ hidden: [6, 6], outputs: 2 }))
    expect(() => net.apply(other.init(key(0)), vector([1, 2, 3]))).toThrow(
      'made: expected parameters of 2 layers, found 3',
    )
  })
})
