import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Backend } from '../../src/backend/index.js'
import { evaluate, release } from '../../src/run/index.js'
import { type PerAxis, ShapeError, type WindowPadding } from '../../src/shape/index.js'
import * as t from '../../src/tensor/index.js'
import { expression, shapeOf, typed } from '../../src/tensor/tensor.js'
import { spread } from '../gradient/cases/case.js'
import { backendNames, started, tensorOf } from '../support/backends.js'
import { expectNear, numbersOf } from '../support/near.js'
import type { Value } from '../support/reference-value.js'
import * as reference from './image-reference.js'

type Pair<A> = readonly [A, A]

const small = fc.integer({ min: 1, max: 3 })
const edge = fc.integer({ min: 0, max: 3 })
const perAxis = (number: fc.Arbitrary<number>): fc.Arbitrary<PerAxis> =>
  fc.oneof(number, fc.tuple(number, number))
const paddings: fc.Arbitrary<WindowPadding> = fc.oneof(
  fc.constant('same' as const),
  fc.constant('valid' as const),
  perAxis(edge),
  fc.tuple(fc.tuple(edge, edge), fc.tuple(edge, edge)),
)
const leads = fc.constantFrom<(readonly number[])[]>([], [1], [2], [2, 3])

const both = (v: PerAxis): Pair<number> => (typeof v === 'number' ? [v, v] : v)
const sides = (e: number | Pair<number>): Pair<number> => (typeof e === 'number' ? [e, e] : e)
const edgesOf = (p: WindowPadding): Pair<reference.Edges> =>
  typeof p === 'string'
    ? [p, p]
    : typeof p === 'number'
      ? [
          [p, p],
          [p, p],
        ]
      : [sides(p[0]), sides(p[1])]

const configs = fc.record({
  lead: leads,
  image: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), small),
  kernel: fc.tuple(small, small),
  filters: small,
  stride: perAxis(small),
  dilation: perAxis(fc.integer({ min: 1, max: 2 })),
  padding: paddings,
  extra: fc.integer({ min: 0, max: 1 }),
})
type Config = typeof configs extends fc.Arbitrary<infer C> ? C : never

const windowOn = (
  c: Config,
  laid: (axis: 0 | 1, edges: reference.Edges) => reference.Laid,
): reference.Window => {
  const edges = edgesOf(c.padding)
  return {
    rows: laid(0, edges[0]),
    columns: laid(1, edges[1]),
    strides: both(c.stride),
    dilation: both(c.dilation),
  }
}

const sliding = (c: Config, kernel: Pair<number> = c.kernel): reference.Window =>
  windowOn(c, (axis, edges) =>
    reference.laidOn(c.image[axis], kernel[axis], both(c.stride)[axis], edges, both(c.dilation)[axis]),
  )

const count = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** Images of a configuration, and the same with one leading axis. */
const imagesOf = (c: Config): Pair<Value> => {
  const x = spread([...c.lead, ...c.image], 1)
  return [x, { shape: [count(c.lead), ...c.image], data: x.data }]
}

type Images = t.Tensor<number[]>
const tensor = (x: Value): Images => typed<Images>(expression(tensorOf(x)))
const fits = (w: reference.Window): boolean => w.rows.places > 0 && w.columns.places > 0

/** A sum of a few dozen products below 1 in float32. */
const tolerance = 1e-5

/** How many configurations had a value, and how many were refused. */
const seen = { values: 0, refusals: 0 }

/** What a configuration must give: a value under the leading axes, or a refusal. */
const judge = async (
  backend: Backend,
  c: Config,
  expected: Value | undefined,
  run: () => t.AnyTensor,
): Promise<void> => {
  if (expected === undefined) {
    expect(run).toThrow(ShapeError)
    seen.refusals += 1
    return
  }
  const y = evaluate(run(), backend)
  expect(shapeOf(y)).toEqual([...c.lead, ...expected.shape.slice(1)])
  expectNear(await numbersOf(y, backend), expected.data, tolerance)
  release(y)
  seen.values += 1
}

describe.each(backendNames)('on %s', (name) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await started(name)
  })
  const holds = async (property: (c: Config) => Promise<void>, runs = 250): Promise<void> =>
    fc.assert(fc.asyncProperty(configs, property), { numRuns: runs, seed: 7 })

  test('conv2d is the sum over the taps', async () => {
    await holds(async (c) => {
      const [x, flat] = imagesOf(c)
      const kernel = spread([...c.kernel, c.image[2], c.filters], 2)
      const w = sliding(c)
      await judge(backend, c, fits(w) ? reference.convolved(flat, kernel, w) : undefined, () =>
        t.conv2d(c)(tensor(x), tensor(kernel)),
      )
    })
  })

  test('depthwiseConv2d is the sum over the taps of each channel', async () => {
    await holds(async (c) => {
      const [x, flat] = imagesOf(c)
      const kernel = spread([...c.kernel, c.image[2], c.filters], 3)
      const w = sliding(c)
      await judge(backend, c, fits(w) ? reference.convolvedByChannel(flat, kernel, w) : undefined, () =>
        t.depthwiseConv2d(c)(tensor(x), tensor(kernel)),
      )
    })
  })

  test('convTranspose2d lays the kernel under every element', async () => {
    await holds(async (c) => {
      const [x, flat] = imagesOf(c)
      const kernel = spread([...c.kernel, c.filters, c.image[2]], 4)
      const outputPadding = c.padding !== 'same' && both(c.stride).every((s) => s > c.extra) ? c.extra : 0
      const w = windowOn(c, (axis, edges) => {
        const [k, s, d] = [c.kernel[axis], both(c.stride)[axis], both(c.dilation)[axis]]
        return reference.laidUnder(c.image[axis], k, s, edges, d, outputPadding)
      })
      await judge(backend, c, fits(w) ? reference.laidOut(flat, kernel, w) : undefined, () =>
        t.convTranspose2d({ ...c, outputPadding })(tensor(x), tensor(kernel)),
      )
    })
  })

  test('pools are the maximum and the mean of what is under the window', async () => {
    await holds(async (c) => {
      const [x, flat] = imagesOf(c)
      const w = sliding({ ...c, dilation: 1 })
      const beyond = edgesOf(c.padding).some(
        (e, axis) => typeof e !== 'string' && e.some((p) => p >= (c.kernel[axis] ?? 0)),
      )
      const expected = (f: (found: readonly number[]) => number): Value | undefined =>
        fits(w) && !beyond ? reference.pooled(flat, c.kernel, w, f) : undefined
      const options = { size: c.kernel, stride: c.stride, padding: c.padding }
      await judge(
        backend,
        c,
        expected((found) => Math.max(...found)),
        () => t.maxPool2d(options)(tensor(x)),
      )
      const mean = (found: readonly number[]): number => found.reduce((a, b) => a + b, 0) / found.length
      await judge(backend, c, expected(mean), () => t.avgPool2d(options)(tensor(x)))
    })
  })

  test('global pools and upsampling', async () => {
    await holds(async (c) => {
      const [x, flat] = imagesOf(c)
      const [height, width, channels] = c.image
      const all = (f: (found: readonly number[]) => number): Value => {
        const w = sliding({ ...c, stride: 1, padding: 'valid', dilation: 1 }, [height, width])
        const { data } = reference.pooled(flat, [height, width], w, f)
        return { shape: [count(c.lead), channels], data }
      }
      const sum = (found: readonly number[]): number => found.reduce((a, b) => a + b, 0)
      await judge(
        backend,
        c,
        all((found) => sum(found) / found.length),
        () => t.globalAvgPool2d(tensor(x)),
      )
      await judge(
        backend,
        c,
        all((found) => Math.max(...found)),
        () => t.globalMaxPool2d(tensor(x)),
      )
      await judge(backend, c, reference.nearest(flat, both(c.stride)), () =>
        t.upsample2d(c.stride)(tensor(x)),
      )
    }, 100)
  })

  test('conv1d is conv2d of images of height 1', async () => {
    await holds(async (c) => {
      const [, width, channels] = c.image
      const [stride, dilation] = [both(c.stride)[1], both(c.dilation)[1]]
      const padding = edgesOf(c.padding)[1]
      const x = spread([...c.lead, width, channels], 1)
      const kernel = spread([c.kernel[1], channels, c.filters], 2)
      const flat = { shape: [count(c.lead), 1, width, channels], data: x.data }
      const w: reference.Window = {
        rows: { places: 1, low: 0 },
        columns: reference.laidOn(width, c.kernel[1], stride, padding, dilation),
        strides: [1, stride],
        dilation: [1, dilation],
      }
      const expected = (): Value => {
        const y = reference.convolved(flat, { ...kernel, shape: [1, ...kernel.shape] }, w)
        return { ...y, shape: [count(c.lead), ...y.shape.slice(2)] }
      }
      await judge(backend, c, fits(w) ? expected() : undefined, () =>
        t.conv1d({ stride, padding, dilation })(tensor(x), tensor(kernel)),
      )
    }, 150)
  })
})

test('most configurations had a value, some were refused', () => {
  expect(seen.refusals).toBeGreaterThan(200)
  expect(seen.values).toBeGreaterThan(2 * seen.refusals)
})

describe('the stock operations of TensorFlow.js give the same, where they run', () => {
  const stock = (f: () => tf.Tensor): Value =>
    tf.tidy(() => {
      const y = f()
      return { shape: y.shape, data: Array.from(y.dataSync()) }
    })
  const words = fc.constantFrom('same' as const, 'valid' as const)
  const stockConfigs = fc
    .tuple(configs, words, fc.integer({ min: 1, max: 3 }))
    .map(([c, padding, stride]) => ({
      ...c,
      lead: [2],
      padding,
      stride,
      dilation: stride === 1 ? c.dilation : 1,
    }))
    .filter((c) => fits(sliding(c)))
  const agrees = async (
    f: (c: Config & { padding: 'same' | 'valid'; stride: number }) => readonly [t.AnyTensor, Value],
  ) => {
    const backend = await started('cpu')
    await tf.setBackend('cpu')
    await fc.assert(
      fc.asyncProperty(stockConfigs, async (c) => {
        const [ours, theirs] = f(c)
        expect(shapeOf(ours)).toEqual(theirs.shape)
        expectNear(await numbersOf(ours, backend), theirs.data, tolerance)
      }),
      { numRuns: 100, seed: 3 },
    )
  }
  const raw4 = (x: Value): tf.Tensor4D => {
    const [a = 0, b = 0, c = 0, d = 0] = x.shape
    return tf.tensor4d(Array.from(x.data), [a, b, c, d])
  }
  const pairOf = (v: PerAxis): [number, number] => [...both(v)]

  test('conv2d', async () => {
    await agrees((c) => {
      const [x] = imagesOf(c)
      const k = spread([...c.kernel, c.image[2], c.filters], 2)
      return [
        t.conv2d(c)(tensor(x), tensor(k)),
        stock(() => tf.conv2d(raw4(x), raw4(k), c.stride, c.padding, 'NHWC', pairOf(c.dilation))),
      ]
    })
  })

  test('depthwiseConv2d', async () => {
    await agrees((c) => {
      const [x] = imagesOf(c)
      const k = spread([...c.kernel, c.image[2], c.filters], 2)
      return [
        t.depthwiseConv2d(c)(tensor(x), tensor(k)),
        stock(() => tf.depthwiseConv2d(raw4(x), raw4(k), c.stride, c.padding, 'NHWC', pairOf(c.dilation))),
      ]
    })
  })

  test('convTranspose2d, which undoes the sizes of conv2d', async () => {
    await agrees((c) => {
      const image = [...c.image] as const
      const y = spread(
        [
          2,
          sliding({ ...c, dilation: 1 }).rows.places,
          sliding({ ...c, dilation: 1 }).columns.places,
          image[2],
        ],
        5,
      )
      const k = spread([...c.kernel, c.filters, image[2]], 6)
      const ours = t.convTranspose2d({ stride: c.stride, padding: c.padding })(tensor(y), tensor(k))
      const [n = 0, h = 0, w = 0, f = 0] = shapeOf(ours)
      return [ours, stock(() => tf.conv2dTranspose(raw4(y), raw4(k), [n, h, w, f], c.stride, c.padding))]
    })
  })

  test('maxPool2d and avgPool2d', async () => {
    for (const [ours, theirs] of [
      [t.maxPool2d, tf.maxPool],
      [t.avgPool2d, tf.avgPool],
    ] as const)
      await agrees((c) => {
        const [x] = imagesOf(c)
        const options = { size: c.kernel, stride: c.stride, padding: c.padding }
        return [ours(options)(tensor(x)), stock(() => theirs(raw4(x), pairOf(c.kernel), c.stride, c.padding))]
      })
  })

  test('conv1d', async () => {
    await agrees((c) => {
      const [, width, channels] = c.image
      const x = spread([2, width, channels], 1)
      const k = spread([c.kernel[1], channels, c.filters], 2)
      const dilation = both(c.dilation)[1]
      const padding =
        reference.laidOn(width, c.kernel[1], c.stride, c.padding, dilation).places > 0 ? c.padding : 'same'
      return [
        t.conv1d({ stride: c.stride, padding, dilation })(tensor(x), tensor(k)),
        stock(() =>
          tf.conv1d(
            tf.tensor3d(Array.from(x.data), [2, width, channels]),
            tf.tensor3d(Array.from(k.data), [c.kernel[1], channels, c.filters]),
            c.stride,
            padding,
            'NWC',
            dilation,
          ),
        ),
      ]
    })
  })

  test('upsample2d', async () => {
    await agrees((c) => {
      const [x] = imagesOf(c)
      const [height, width] = c.image
      return [
        t.upsample2d(c.stride)(tensor(x)),
        stock(() => tf.image.resizeNearestNeighbor(raw4(x), [height * c.stride, width * c.stride])),
      ]
    })
  })
})

describe('a convolution and its transpose', () => {
  test('<conv(x), y> = <x, transpose(y)> for the same kernel, and sizes come back', async () => {
    const backend = await started('cpu')
    await fc.assert(
      fc.asyncProperty(configs, small, async (c, h) => {
        const stride = both(c.stride)
        // an image whose size the stride divides
        const image = [stride[0] * c.image[0], stride[1] * h, c.image[2]] as const
        const [x, kernel] = [spread([2, ...image], 1), spread([...c.kernel, image[2], c.filters], 2)]
        const options = { stride: c.stride, padding: 'same', dilation: c.dilation } as const
        const y = t.conv2d(options)(tensor(x), tensor(kernel))
        const w = spread(shapeOf(y), 3)
        const back = t.convTranspose2d(options)(tensor(w), tensor(kernel))
        expect(shapeOf(back)).toEqual(shapeOf(tensor(x)))
        const dot = (a: readonly number[], b: readonly number[]): number =>
          a.reduce((sum, v, i) => sum + v * (b[i] ?? Number.NaN), 0)
        const left = dot(await numbersOf(y, backend), w.data)
        const right = dot(x.data, await numbersOf(back, backend))
        // some hundred float32 values below 10, each off by at most 6e-7, in either direction
        expect(Math.abs(left - right)).toBeLessThan(1e-4)
      }),
      { numRuns: 50, seed: 5 },
    )
  })
})
