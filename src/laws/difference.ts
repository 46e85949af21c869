/** Derivatives by central differences, compared with those of `grad`. */
import { grad } from '../gradient/index.js'
import { compile, release } from '../run/index.js'
import type { Shape } from '../shape/index.js'
import { type AnyTensor, mul, shapeOf, sum, type Tensor } from '../tensor/index.js'
import { LawBroken } from './claim.js'
import { numbers, tensor } from './host.js'
import type { ParameterRecord } from './subject.js'

/** Differences agree with a derivative to this part of it. */
const relative = 1e-2

/** One unit in the last place of a float32 of size 1, and what a handful of operations make of it. */
const noise = 2 ** -22

/** Where a step is too long, as beside the end of a support, one of this part of it is tried. */
const shorter = 2 ** -4

/** A step that is small beside the coordinate, and exact in float32. */
const stepAt = (coordinate: number): number =>
  2 ** (Math.floor(Math.log2(Math.max(Math.abs(coordinate), 0.25))) - 6)

/** A weight of its own for each element of an output, so that gradients of two elements cannot be mistaken. */
const weightsOf = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => 1 + 0.5 * Math.cos(i + 1))

interface Quotient {
  readonly slope: number
  readonly tolerance: number
  /** Whether the quotients of two steps tell of one slope: not so where there is a kink, or no number. */
  readonly trusted: boolean
}

/** The slope at a coordinate from five values around it, by Richardson's extrapolation. */
const quotient = (at: (by: number) => number, step: number): Quotient => {
  const [far, near, here] = [at(2 * step), at(step), at(0)]
  const [below, farBelow] = [at(-step), at(-2 * step)]
  const [narrow, wide] = [(near - below) / (2 * step), (far - farBelow) / (4 * step)]
  const slope = (4 * narrow - wide) / 3
  const size = Math.max(...[far, near, here, below, farBelow].map(Math.abs), 1)
  const tolerance = relative * Math.max(1, Math.abs(slope)) + (noise * size) / step
  const bend = (far + farBelow - 4 * (near + below) + 6 * here) / step
  return {
    slope,
    tolerance,
    trusted: Math.abs(narrow - wide) <= tolerance && Math.abs(bend) <= 8 * tolerance,
  }
}

/** Claims that the gradient of a weighted sum of a function's elements is what central differences give, or zero. */
export const agrees = async <P extends ParameterRecord, S extends Shape>(
  law: string,
  f: (parameters: P) => Tensor<S>,
  at: P,
  expected: 'differences' | 'zeros',
): Promise<void> => {
  const value = compile(f)
  const slope = compile(
    grad((p: P): Tensor<[]> => {
      const y = f(p)
      const shape = shapeOf(y)
      return sum()(mul(y, tensor<S>(weightsOf(shape.reduce((a, b) => a * b, 1)), shape)))
    }),
  )
  try {
    const gradient = slope(at)
    const slopes = await named(gradient)
    release(gradient)
    const found = expected === 'zeros' ? zerosOf(slopes) : await differences(value, at)
    compare(law, slopes, found)
  } finally {
    value.release()
    slope.release()
  }
}

type ByName = ReadonlyMap<string, readonly number[]>
type Quotients = ReadonlyMap<string, readonly Quotient[]>

const named = async (record: ParameterRecord): Promise<ByName> => {
  const found = new Map<string, readonly number[]>()
  for (const [name, x] of Object.entries(record)) found.set(name, await numbers(x))
  return found
}

const zerosOf = (slopes: ByName): Quotients =>
  new Map(
    [...slopes].map(([name, values]) => [
      name,
      values.map(() => ({ slope: 0, tolerance: 0, trusted: true })),
    ]),
  )

/** The quotients of a function in each coordinate of each parameter. */
const differences = async <P extends ParameterRecord>(
  f: (parameters: P) => AnyTensor,
  at: P,
): Promise<Quotients> => {
  const found = new Map<string, readonly Quotient[]>()
  for (const [name, x] of Object.entries(at)) {
    const values = await numbers(x)
    const quotients: Quotient[] = []
    for (const [i, v] of values.entries()) {
      const by = async (step: number): Promise<Quotient> => {
        const around = new Map<number, number>()
        for (const times of [-2, -1, 0, 1, 2]) {
          const moved = values.map((w, j) => (j === i ? w + times * step : w))
          around.set(times * step, await weighted(f({ ...at, [name]: tensor(moved, shapeOf(x)) })))
        }
        return quotient((distance) => around.get(distance) ?? Number.NaN, step)
      }
      const long = await by(stepAt(v))
      quotients.push(long.trusted ? long : await by(shorter * stepAt(v)))
    }
    found.set(name, quotients)
  }
  return found
}

const weighted = async (y: AnyTensor): Promise<number> => {
  const values = await numbers(y)
  release(y)
  return weightsOf(values.length).reduce((total, w, i) => total + w * (values[i] ?? Number.NaN), 0)
}

const compare = (law: string, slopes: ByName, expected: Quotients): void => {
  const all = [...expected.values()].flat()
  if (all.filter((q) => q.trusted).length * 2 < all.length)
    throw new LawBroken(
      `${law}: no slope at ${all.filter((q) => !q.trusted).length} of ${all.length} coordinates`,
    )
  for (const [name, quotients] of expected)
    quotients.forEach(({ slope, tolerance, trusted }, i) => {
      const found = slopes.get(name)?.[i] ?? Number.NaN
      if (trusted && !(Math.abs(found - slope) <= tolerance))
        throw new LawBroken(`${law}: along ${name}[${i}] it is ${found}, expected ${slope} ± ${tolerance}`)
    })
}
