/** What dropout draws, and from which key. */
import { function as F } from 'fp-ts'
import { describe, expect, test } from 'vitest'
import { andThen, dense, dropout, identity, input, relu, residual } from '../../src/layer/index.js'
import { key, normal } from '../../src/random/index.js'
import { ones } from '../../src/tensor/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'
import { erased } from './erased.js'

const net = F.pipe(input(1000), dropout(0.25))
const x = ones(20, 1000)

describe.each(backendNames)('on %s', (name) => {
  test('the key decides: the same one drops the same, another one drops others', async () => {
    const backend = await started(name)
    const dropped = (seed: number) => numbersOf(net.train([], x)(key(seed)).value, backend)
    expect(await dropped(0)).toEqual(await dropped(0))
    expect(await dropped(0)).not.toEqual(await dropped(1))
  })

  test('a share of the elements is 0, the others are larger by as much: the mean stays', async () => {
    const backend = await started(name)
    const found = await numbersOf(net.train([], x)(key(0)).value, backend)
    const kept = found.filter((v) => v !== 0)
    expectNear(
      kept,
      kept.map(() => 4 / 3),
      1e-6,
    )
    const share = kept.length / found.length
    expect(Math.abs(share - 0.75)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / found.length))
    const rows = Array.from({ length: 20 }, (_, i) => found.slice(1000 * i, 1000 * (i + 1)).join())
    expect(new Set(rows).size).toBe(20)
  })

  test('evaluation, and a rate of 0 in training, leave the elements as they are', async () => {
    const backend = await started(name)
    const data = normal(3, 1000)(key(1))
    const wanted = await numbersOf(data, backend)
    expect(await numbersOf(net.apply([], data), backend)).toEqual(wanted)
    const none = F.pipe(input(1000), dropout(0))
    expect(await numbersOf(none.train([], data)(key(0)).value, backend)).toEqual(wanted)
  })

  test('two dropouts of one network draw differently: together they keep the product of their shares', async () => {
    const backend = await started(name)
    const twice = F.pipe(input(1000), dropout(0.5), dropout(0.5))
    const found = await numbersOf(twice.train([], x)(key(0)).value, backend)
    const share = found.filter((v) => v !== 0).length / found.length
    expect(Math.abs(share - 1 / 4)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / found.length))
  })

  test('a dropout within a block draws differently from those beside and around it', async () => {
    const backend = await started(name)
    const nested = F.pipe(input(1000), dropout(0.5), residual(F.flow(dropout(0.5), residual(dropout(0.5)))))
    const found = await numbersOf(nested.train([], x)(key(0)).value, backend)
    // kept by none 0; else twice (1 + [second is kept]·2·(1 + 2·[third is kept])), in equal parts
    const shares = [0, 2, 6, 14].map((v) => found.filter((f) => f === v).length / found.length)
    for (const [i, wanted] of [1 / 2, 1 / 4, 1 / 8, 1 / 8].entries())
      expect(Math.abs((shares[i] ?? 0) - wanted)).toBeLessThan(
        5 * Math.sqrt((wanted * (1 - wanted)) / found.length),
      )
  })

  test('however a network is bracketed, its masks are the same', async () => {
    const backend = await started(name)
    const sizes: readonly number[] = [4, 8]
    const data = normal(...sizes)(key(3))
    const half = F.flow(dense(8), dropout(0.5))
    const flat = F.pipe(input(8), dropout(0.5), dense(8), dropout(0.5), relu, dropout(0.5))
    const left = F.pipe(F.pipe(input(8), dropout(0.5), half), andThen(F.pipe(input(8), relu, dropout(0.5))))
    const right = F.pipe(
      input(8),
      andThen(F.pipe(input(8), dropout(0.5))),
      andThen(F.pipe(input(8), half, identity, andThen(F.pipe(input(8), relu)), dropout(0.5))),
    )
    const values = [flat, left, right].map((layer) => {
      const { init, train, statistics: state } = erased(layer)
      return numbersOf(train<number[]>(init(key(0)), data, state)(key(1)).value, backend)
    })
    const [a, b, c] = await Promise.all(values)
    expect(b).toEqual(a)
    expect(c).toEqual(a)
    expect(a?.some((v) => v === 0) && a.some((v) => v !== 0)).toBe(true)
  })
})

test.each([1, 1.5, -0.1, Number.NaN, Number.POSITIVE_INFINITY])('a rate of %d is refused', (rate) => {
  expect(() => dropout(rate)).toThrow(
    new RangeError(`dropout: expected a rate of at least 0 and below 1, found ${rate}`),
  )
})
