import { describe, expect, it } from 'vitest'
import * as Bijection from '../../src/bijection/index.js'
import { grad } from '../../src/gradient/index.js'
import { ShapeError } from '../../src/shape/index.js'
import { add, concat, matrix, reshape, sum, vector, zeros } from '../../src/tensor/index.js'
import { shapeOf, type Tensor } from '../../src/tensor/tensor.js'
import { started } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'

const cpu = await started('cpu')
const numbers = (x: Parameters<typeof numbersOf>[0]) => numbersOf(x, cpu)

const flow = Bijection.chain(
  Bijection.affine({ loc: vector([1, 2, 3]), logScale: vector([-1, 0, 0.5]) }),
  Bijection.permutation([1, 2, 0]),
  Bijection.softplus(3),
)

const rows = [
  [1, -2, 3],
  [-1, 0.5, 0],
  [2, 2, -2],
  [0, 0, 1],
] as const

describe('an event', () => {
  it('is mapped by itself, whatever axes lead', async () => {
    const together = flow.forward(matrix(rows))
    const square = flow.forward(reshape(2, 2, 3)(matrix(rows)))
    expect([shapeOf(square.value), shapeOf(square.logDet)]).toEqual([
      [2, 2, 3],
      [2, 2],
    ])
    expect(await numbers(square.value)).toEqual(await numbers(together.value))
    expect(await numbers(square.logDet)).toEqual(await numbers(together.logDet))
    for (const [i, row] of rows.entries()) {
      const alone = flow.forward(vector(row))
      expect(shapeOf(alone.logDet)).toEqual([])
      const wanted = await numbers(together.logDet)
      expectNear(await numbers(alone.logDet), wanted.slice(i, i + 1), 1e-6)
    }
  })

  it('may have many axes or none', async () => {
    const image = Bijection.exp(2, 3).forward(zeros(5, 2, 3))
    expect(await numbers(image.logDet)).toEqual([0, 0, 0, 0, 0])
    const each = Bijection.exp().inverse(vector([1, 1]))
    expect(await numbers(each.logDet)).toEqual([0, 0].map((v) => -v))
  })

  it('is none where there are no data', async () => {
    const { value, logDet } = flow.forward(zeros(0, 3))
    expect([await numbers(value), await numbers(logDet)]).toEqual([[], []])
  })
})

describe('parameters of each example', () => {
  const locs = [
    [0.5, -1],
    [2, 3],
  ] as const
  const scales = [
    [0.25, 1],
    [-1, 0.5],
  ] as const
  const data = [
    [1, 2],
    [3, -4],
  ] as const

  it('map it as they would alone, also for several samples of it', async () => {
    const together = Bijection.affine({ loc: matrix(locs), logScale: matrix(scales), eventAxes: 1 })
    const mapped = together.forward(reshape(3, 2, 2)(concat(0)(matrix(data), matrix(data), matrix(data))))
    expect(shapeOf(mapped.logDet)).toEqual([3, 2])
    const values = await numbers(mapped.value)
    const logDets = await numbers(mapped.logDet)
    for (const i of [0, 1] as const) {
      const alone = Bijection.affine({ loc: vector(locs[i]), logScale: vector(scales[i]) })
      const { value, logDet } = alone.forward(vector(data[i]))
      for (const sample of [0, 1, 2]) {
        const from = 4 * sample + 2 * i
        expectNear(values.slice(from, from + 2), await numbers(value), 1e-6)
        expectNear(logDets.slice(2 * sample + i, 2 * sample + i + 1), await numbers(logDet), 1e-6)
      }
    }
  })

  it('work for planar and radial maps and for splines', async () => {
    const b = vector([0.5, -0.5])
    const maps = [
      Bijection.planar({ u: matrix(locs), w: matrix(scales), b }),
      Bijection.radial({ loc: matrix(locs), logAlpha: b, beta: b }),
      Bijection.rationalQuadraticSpline({
        widths: zeros(2, 2, 4),
        heights: zeros(2, 2, 4),
        derivatives: zeros(2, 2, 3),
        eventAxes: 1,
      }),
    ]
    for (const map of maps) {
      const { value, logDet } = map.forward(matrix(data))
      expect(shapeOf(logDet)).toEqual([2])
      expectNear(await numbers(map.inverse(value).value), data.flat(), 1e-5)
    }
  })

  it('of a spline come from a coupling as well', async () => {
    const map = Bijection.couplingOf({ kept: 1, moved: 1 })((first) =>
      Bijection.affine({ loc: first, logScale: first, eventAxes: 1 }),
    )
    const { value, logDet } = map.forward(matrix(data))
    expectNear(await numbers(value), [1, 2 * Math.E + 1, 3, -4 * Math.exp(3) + 3], 1e-6)
    expectNear(await numbers(logDet), [1, 3], 1e-6)
  })
})

describe('what has no data', () => {
  it.each([
    ['exp', Bijection.exp(1), [0, -1]],
    ['softplus', Bijection.softplus(1), [0, -1]],
    ['sigmoid', Bijection.sigmoid(1), [0, 1, -1, 2]],
    ['tanh', Bijection.tanh(1), [-1, 1, -2, 3]],
  ] as const)('has −∞ as log-determinant of the inverse of %s, and no gradient', async (_, map, outside) => {
    for (const y of outside) {
      const { value, logDet } = map.inverse(vector([y]))
      expect(await numbers(logDet)).toEqual([Number.NEGATIVE_INFINITY])
      expect((await numbers(value)).every(Number.isFinite)).toBe(true)
      const slope = grad((at: Tensor<[1]>) => {
        const found = map.inverse(at)
        return add(sum()(found.value), found.logDet)
      })(vector([y]))
      expect(await numbers(slope)).toEqual([0])
    }
  })

  it.each([Bijection.exp(1), Bijection.softplus(1), Bijection.sigmoid(1), Bijection.tanh(1)])(
    'is no value of $name, however large the data',
    async (map) => {
      const { value } = map.forward(matrix([[-1e30], [-100], [-20], [20], [100], [1e30]]))
      expect((await numbers(map.inverse(value).logDet)).every(Number.isFinite)).toBe(true)
    },
  )

  it('stays NaN where it was NaN', async () => {
    expect(await numbers(Bijection.exp(1).inverse(vector([Number.NaN])).logDet)).toEqual([Number.NaN])
  })
})

describe('a bijection that recalls', () => {
  it('gives the very data back for a value that it made, and inverts any other', async () => {
    const recalling = Bijection.remembering(flow)
    const x = matrix(rows)
    const { value, logDet } = recalling.forward(x)
    const back = recalling.inverse(value)
    expect(back.value).toBe(x)
    expect(await numbers(back.logDet)).toEqual((await numbers(logDet)).map((v) => -v))
    const other = recalling.inverse(reshape(4, 3)(reshape(12)(value)))
    expect(other.value).not.toBe(x)
    expectNear(await numbers(other.value), rows.flat(), 1e-5)
  })
})

describe('refused at run time, in the words of the compiler', () => {
  const unknown = (...sizes: number[]): Tensor<number[]> => zeros(...sizes)

  it.each([
    ['forward: data [2, 4] does not end in [3] (4 vs 3)', () => flow.forward(unknown(2, 4))],
    ['inverse: data [] has fewer axes than [3]', () => flow.inverse(unknown())],
    [
      'affine: loc [3] and logScale [4] differ',
      () => Bijection.affine({ loc: unknown(3), logScale: unknown(4) }),
    ],
    [
      'affine: loc [2, 3] does not go with data [4, 3]: its axes are not the last ones of the data',
      () => Bijection.affine({ loc: zeros(2, 3), logScale: zeros(2, 3), eventAxes: 1 }).forward(zeros(4, 3)),
    ],
    [
      'planar: u [3] needs b [], found [3]',
      () => Bijection.planar({ u: unknown(3), w: unknown(3), b: unknown(3) }),
    ],
    [
      'permutation: [0, 0] does not name each of 2 elements once',
      () => {
        const order: readonly number[] = [0, 0]
        return Bijection.permutation(order)
      },
    ],
    [
      'coupling: the bijection of the other elements has event [2], expected [3]',
      () => {
        const [two, three]: readonly number[] = [2, 3]
        const given = Bijection.exp(two ?? 0)
        return Bijection.couplingOf({ kept: 1, moved: three ?? 0 })(() => given).forward(unknown(5, 4))
      },
    ],
  ])('%s', (message, act) => {
    expect(act).toThrow(new ShapeError(message))
  })
})
