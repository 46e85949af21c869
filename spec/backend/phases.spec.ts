import { describe, expect, it } from 'vitest'
import { byLayout, layouts } from '../../src/backend/lowering/phases.js'
import { asFewAxes, asFewRuns } from '../../src/backend/lowering/rearrange.js'
import { targetOf } from '../../src/backend/lowering/tables.js'
import { plan } from '../../src/plan/index.js'
import { convTranspose2d } from '../../src/tensor/convolution.js'
import type { ConvolutionWindow, Expression } from '../../src/tensor/expression.js'
import { convolution, kernelGradient } from '../../src/tensor/primitive/convolution.js'
import { parameter, splat } from '../../src/tensor/primitive/leaf.js'
import { reverse, slice, transpose } from '../../src/tensor/primitive/structure.js'
import { expression, type Tensor, typed } from '../../src/tensor/tensor.js'
import { seedWords, uniform } from '../../src/tensor/threefry.js'
import { spread } from '../gradient/cases/case.js'
import { gradient, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { reference } from '../support/reference.js'
import { item, type Value } from '../support/reference-value.js'

type Images = Tensor<number[]>

/** Whole numbers from a seed, each below a bound. */
const draws = (seed: number) => {
  const words = new Float32Array(64)
  uniform(seedWords(seed), words)
  let at = 0
  return (below: number): number => {
    at += 1
    return Math.floor((words[at - 1] ?? 0) * below)
  }
}

const distance = (a: Value, b: Value): number => {
  expect(a.shape).toEqual(b.shape)
  return Math.max(0, ...a.data.map((v, i) => Math.abs(v - item(b.data, i))))
}

const below = (roots: readonly Expression[]): readonly Expression[] => {
  const seen = new Set(roots)
  for (const e of seen) for (const x of e.inputs) seen.add(x)
  return [...seen]
}

interface Drawn {
  readonly x: readonly number[]
  readonly kernel: readonly number[]
  readonly window: ConvolutionWindow
}

/** A convolution with gaps in its input: any stride, padding (also one that cuts), gaps in the kernel and sizes. */
const drawn = (seed: number): Drawn => {
  const upTo = draws(seed)
  const axis = () => {
    const [length, taps, stride, gap] = [1 + upTo(5), 1 + upTo(5), 1 + upTo(3), 1 + upTo(4)]
    const reach = 1 + upTo(3)
    const low = upTo(7) - 2
    const wide = (taps - 1) * reach + 1
    const covered = (length - 1) * gap + 1
    return { length, taps, stride, gap, reach, low, high: Math.max(wide - covered - low, upTo(6) - 2) }
  }
  const [rows, columns] = [axis(), axis()]
  return {
    x: [1 + upTo(2), rows.length, columns.length, 1 + upTo(2)],
    kernel: [rows.taps, columns.taps, 0, 1 + upTo(3)],
    window: {
      strides: [rows.stride, columns.stride],
      padding: [
        [rows.low, rows.high],
        [columns.low, columns.high],
      ],
      inputDilation: [rows.gap, columns.gap],
      kernelDilation: [rows.reach, columns.reach],
    },
  }
}

describe('a convolution by phases', () => {
  const apart = { emptied: 0, cut: 0, joint: 0 }

  it.each(Array.from({ length: 120 }, (_, i) => i))(
    'is the convolution itself, in each layout: %i',
    (seed) => {
      const {
        x: shape,
        kernel: [tall = 0, wide = 0, , out = 0],
        window,
      } = drawn(seed)
      const [x, k] = [
        parameter(0, shape, 'float32'),
        parameter(1, [tall, wide, shape[3] ?? 0, out], 'float32'),
      ]
      const at = [spread(x.shape, 1), spread(k.shape, 2)]
      const whole = convolution(x, k, window)
      const turned = convolution(x, reverse(k, [0, 1]), window)
      for (const layout of layouts(x, k, window, whole.shape)) {
        const direct = byLayout(layout, x, k, whole.shape, false)
        expect(distance(reference(direct, at), reference(whole, at))).toBeLessThan(1e-12)
        expect(
          distance(reference(byLayout(layout, x, k, whole.shape, true), at), reference(turned, at)),
        ).toBeLessThan(1e-12)
        for (const e of below([direct]))
          if (e.op === 'convolution') expect(e.attributes.inputDilation).toEqual([1, 1])
        if (below([direct]).some((e) => e.op === 'splat')) apart.emptied += 1
        if (below([direct]).some((e) => e.op === 'slice' && e.shape.join() !== e.inputs[0]?.shape.join()))
          apart.cut += 1
        if (layout.columns.groups.length < layout.columns.groups.reduce((n, g) => n + g.phases, 0))
          apart.joint += 1
      }
    },
  )

  it('has met phases without taps, sizes that the gap does not divide, and joint phases', () => {
    expect(Math.min(...Object.values(apart))).toBeGreaterThan(20)
  })
})

/** Large enough for every layout to be the cheapest of some: the sizes, how often the input is spread, and channels. */
const sizes = [
  { name: 'phases apart', x: [2, 7, 7, 48], kernel: [4, 4, 32, 48], stride: 2, padding: 1 },
  { name: 'phases apart, odd sizes', x: [2, 7, 6, 48], kernel: [3, 5, 32, 48], stride: 2, padding: 2 },
  { name: 'stride 3, kernel of 2', x: [2, 6, 5, 64], kernel: [2, 2, 40, 64], stride: 3, padding: 0 },
  { name: 'rows apart, columns joint', x: [2, 14, 14, 48], kernel: [4, 4, 3, 48], stride: 2, padding: 1 },
  { name: 'all joint', x: [2, 14, 14, 48], kernel: [4, 4, 1, 48], stride: 2, padding: 1 },
  { name: 'stride 1', x: [2, 9, 9, 16], kernel: [3, 3, 24, 16], stride: 1, padding: 1 },
] as const

describe('a transposed convolution', () => {
  const groups = new Set<number>()

  it.each(sizes.map((c) => [c.name, c] as const))(
    'and its derivatives have on wasm the numbers of the kernels of cpu: %s',
    async (_, { x, kernel, stride, padding }) => {
      const at = [spread(x, 5), spread(kernel, 6)]
      const lay = convTranspose2d({ stride, padding: [padding, padding] })
      const laid = ([a, k]: readonly Expression[]): Expression =>
        expression(lay(typed<Images>(a ?? splat(0, x)), typed<Images>(k ?? splat(0, kernel))))
      const build = (xs: readonly Expression[]): readonly Expression[] => [
        laid(xs),
        ...gradient(weighted(laid))(xs),
      ]
      const [native, own] = [
        await valuesOn(await started('cpu'), build, at),
        await valuesOn(await started('wasm'), build, at),
      ]
      own.forEach((value, i) => {
        const scale = Math.max(...item(native, i).data.map(Math.abs))
        expect(distance(value, item(native, i))).toBeLessThan(2e-6 * scale)
      })
      const parameters = [parameter(0, x, 'float32'), parameter(1, kernel, 'float32')]
      const steps = plan([laid(parameters)], 2, targetOf('wasm')).steps
      groups.add(steps.filter(({ node }) => node.op === 'convolution').length)
    },
  )

  it('has met layouts of one, two and four convolutions', () => {
    expect([...groups].sort((a, b) => a - b)).toEqual([1, 2, 4])
  })
})

describe.each(backendNames)('a convolution over no images on %s', (name) => {
  it('has a value without elements, and zeros as the gradient of its kernel', async () => {
    const f = ([x, k]: readonly Expression[]): Expression =>
      convolution(x ?? splat(0, [0, 5, 4, 2]), k ?? splat(0, [3, 2, 2, 3]), {
        strides: [2, 1],
        padding: [
          [1, 1],
          [0, 0],
        ],
        inputDilation: [1, 1],
        kernelDilation: [1, 1],
      })
    const at = [spread([0, 5, 4, 2], 7), spread([3, 2, 2, 3], 8)]
    const build = (xs: readonly Expression[]): readonly Expression[] => [f(xs), ...gradient(weighted(f))(xs)]
    const [value, images, kernel] = await valuesOn(await started(name), build, at)
    expect(value).toEqual({ shape: [0, 3, 3, 3], data: [] })
    expect(images).toEqual({ shape: [0, 5, 4, 2], data: [] })
    expect(kernel).toEqual({ shape: [3, 2, 2, 3], data: Array.from({ length: 36 }, () => 0) })
  })
})

it('asks no kernel for the gradient over no images, also where there is one', () => {
  const window: ConvolutionWindow = {
    strides: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    inputDilation: [1, 1],
    kernelDilation: [1, 1],
  }
  const [x, g] = [parameter(0, [0, 4, 4, 2], 'float32'), parameter(1, [0, 3, 3, 1], 'float32')]
  const gradientOf = kernelGradient(x, g, window, [2, 2, 2, 1])
  expect(targetOf('webgl').runs('convolutionKernelGradient')).toBe(true)
  expect(plan([gradientOf], 2, targetOf('webgl')).steps).toEqual([])
})

describe('a transpose over few axes', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i))('is the transpose itself: %i', (seed) => {
    const upTo = draws(1_000 + seed)
    const rank = 2 + upTo(6)
    const shape = Array.from({ length: rank }, () => 1 + upTo(3))
    const left = shape.map((_, axis) => axis)
    const permutation = shape.map(() => item(left.splice(upTo(left.length), 1), 0))
    const x = parameter(0, shape, 'float32')
    const whole = transpose(x, permutation)
    const at = [spread(shape, 3)]
    const few = asFewAxes(x, permutation) ?? whole
    expect(reference(few, at)).toEqual(reference(whole, at))
    for (const { node } of plan([whole], 1, targetOf('wasm')).steps) {
      expect(node.op).toBe('transpose')
      if (node.op !== 'transpose') continue
      const [first] = node.attributes.permutation
      expect(node.shape.length - (first === 0 ? 1 : 0)).toBeLessThanOrEqual(4)
    }
  })
})

describe('a slice over few axes', () => {
  it.each(Array.from({ length: 40 }, (_, i) => i))('is the slice itself: %i', (seed) => {
    const upTo = draws(2_000 + seed)
    const shape = Array.from({ length: 1 + upTo(6) }, () => 1 + upTo(3))
    const start = shape.map((d) => (upTo(2) === 0 ? 0 : upTo(d)))
    const limit = shape.map((d, axis) =>
      upTo(2) === 0 ? d : item(start, axis) + 1 + upTo(d - item(start, axis)),
    )
    const x = parameter(0, shape, 'float32')
    const whole = slice(x, start, limit)
    const at = [spread(shape, 4)]
    const few = asFewRuns(x, start, limit, whole.shape) ?? whole
    expect(reference(few, at)).toEqual(reference(whole, at))
  })
})
