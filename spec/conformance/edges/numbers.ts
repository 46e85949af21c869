/**
 * Elementwise operations at the numbers that floats have and reals do not: infinities, NaN, −0, denormals, and those
 * near the ends of the range. Each element is compared relative to itself.
 */
import type { BinaryOp, Direction, Expression, UnaryOp } from '../../../src/tensor/expression.js'
import * as p from '../../../src/tensor/primitive/elementwise.js'
import { constant, splatLike } from '../../../src/tensor/primitive/leaf.js'
import { row } from '../../gradient/cases/case.js'
import { item, type Value } from '../../support/reference-value.js'
import { type Deviation, denormalAsItself, nanAs, secondNanIgnored } from '../deviations.js'
import { type Subject, subject } from '../subject.js'

const inf = Number.POSITIVE_INFINITY

/** In 32 bits: a denormal number, the smallest normal one, and one near the largest. */
const [denormal, smallest, large] = [1e-40, 1.2e-38, 3e38]

const positive = [denormal, smallest, 1e-10, 0.5, 1, 2.5, 20, 88, 100, 1e10, large, inf]

/** Every kind of number, on both sides of 0. */
export const special = row(0, -0, Number.NaN, ...positive, ...positive.map((v) => -v))

const angles = row(...special.data.filter((v) => Math.abs(v) !== Math.fround(large)))

const few = [0, -0, denormal, 1, -1, 0.5, large, -large, inf, -inf, Number.NaN]

const every: readonly (readonly [number, number])[] = few.flatMap((a) => few.map((b) => [a, b] as const))

type Pairs = readonly [Value, Value]

const pairs = (of: typeof every): Pairs => [row(...of.map(([a]) => a)), row(...of.map(([, b]) => b))]

/** Every pair of a few. */
const all = pairs(every)

/** Without ±1 to the power of no number, which IEEE 754 takes for 1 and JavaScript for NaN. */
const forPower = pairs(every.filter(([a, b]) => Math.abs(a) !== 1 || Number.isFinite(b)))

const of = (x: Value, f: (x: Expression) => Expression, deviations?: readonly Deviation[]): Subject =>
  subject({ name: 'of special numbers', at: [x], f: (xs) => f(item(xs, 0)) }, { rule: 'each', deviations })

const ofPairs = (
  name: string,
  f: (a: Expression, b: Expression) => Expression,
  {
    at = all,
    deviations,
  }: { readonly at?: Pairs; readonly deviations?: readonly Deviation[] | undefined } = {},
): Subject => subject({ name, at, f: (xs) => f(item(xs, 0), item(xs, 1)) }, { rule: 'each', deviations })

const unary: Readonly<Record<Exclude<UnaryOp, 'sine' | 'cosine'>, (x: Expression) => Expression>> = {
  negate: p.negate,
  abs: p.abs,
  sign: p.sign,
  exponential: p.exponential,
  exponentialMinusOne: p.exponentialMinusOne,
  log: p.log,
  logPlusOne: p.logPlusOne,
  logistic: p.logistic,
  tanh: p.tanh,
  sqrt: p.sqrt,
  rsqrt: p.rsqrt,
  floor: p.floor,
  ceil: p.ceil,
  roundNearestEven: p.roundNearestEven,
  erf: p.erf,
}

const binary: Readonly<Record<Exclude<BinaryOp, 'power'>, (a: Expression, b: Expression) => Expression>> = {
  add: p.add,
  subtract: p.subtract,
  multiply: p.multiply,
  divide: p.divide,
  maximum: p.maximum,
  minimum: p.minimum,
}

const known: Readonly<Record<string, readonly Deviation[]>> = {
  sign: [
    { on: ['cpu'], says: 'the sign of NaN is 0', instead: [nanAs(0, p.sign)] },
    {
      on: ['webgl', 'webgpu'],
      says: 'the sign of a denormal number is that number',
      instead: [denormalAsItself(p.sign)],
      varies: true,
    },
  ],
  logPlusOne: [
    {
      on: ['webgl', 'webgpu'],
      says: 'it is 0 for numbers near the smallest normal one, 1.2e-38: off by up to 1.3e-38',
      within: 1.3e-38,
      varies: true,
    },
  ],
  logistic: [{ on: ['wasm'], says: 'a result that is denormal is 0', within: 1.2e-38 }],
  tanh: [{ on: ['wasm'], says: 'of denormal numbers it is off by up to 1e-40', within: 1e-40 }],
  erf: [
    { on: ['cpu'], says: 'near 0 it is off by up to 1.1e-9', within: 1.1e-9 },
    { on: ['webgl', 'webgpu'], says: 'near 0 it is off by up to 1.2e-10', within: 1.2e-10, varies: true },
  ],
  sine: [
    {
      on: ['wasm'],
      says: 'it is off by up to 3e-7: sin(−1e-10) is 1.7e-7',
      within: 3e-7,
    },
  ],
  maximum: [
    {
      on: ['wasm'],
      says: 'the maximum of a number and NaN is the number where it comes first',
      instead: [secondNanIgnored(p.maximum)],
    },
  ],
  minimum: [
    {
      on: ['wasm'],
      says: 'the minimum of a number and NaN is the number where it comes first',
      instead: [secondNanIgnored(p.minimum)],
    },
  ],
}

/** Angles too large for wasm to divide by a turn. */
const hugeAngles = (f: (x: Expression) => Expression): Subject =>
  subject(
    { name: 'of huge angles', at: [row(large, -large)], f: (xs) => f(item(xs, 0)) },
    { rule: 'each', deviations: [{ on: ['wasm'], says: 'of angles beyond 10¹⁰ it is some finite number' }] },
  )

const directions: readonly Direction[] = ['EQ', 'NE', 'GE', 'GT', 'LE', 'LT']

const asNumber = (e: Expression): Expression => p.convert(e, 'float32')
const isPositive = (e: Expression): Expression => p.compare('GT')(e, splatLike(0, e))

/** By operation. */
export const numbers: Readonly<Record<string, readonly Subject[]>> = {
  ...Object.fromEntries(Object.entries(unary).map(([op, f]) => [op, [of(special, f, known[op])]])),
  ...Object.fromEntries(
    Object.entries(binary).map(([op, f]) => [
      op,
      [ofPairs('of pairs of special numbers', f, { deviations: known[op] })],
    ]),
  ),
  power: [ofPairs('of pairs of special numbers', p.power, { at: forPower })],
  sine: [of(angles, p.sine, known['sine']), hugeAngles(p.sine)],
  cosine: [of(angles, p.cosine), hugeAngles(p.cosine)],
  compare: directions.map((direction) =>
    ofPairs(`${direction} of pairs of special numbers`, (a, b) => asNumber(p.compare(direction)(a, b))),
  ),
  not: [of(special, (x) => asNumber(p.not(isPositive(x))))],
  and: [ofPairs('of what is above 0', (a, b) => asNumber(p.and(isPositive(a), isPositive(b))))],
  or: [ofPairs('of what is above 0', (a, b) => asNumber(p.or(isPositive(a), isPositive(b))))],
  select: [
    ofPairs('chooses among special numbers', (a, b) => p.select(isPositive(a), a, b)),
    of(special, (x) => p.select(p.compare('EQ')(x, x), x, constant(new Float32Array(27).fill(7), [27]))),
  ],
  convert: [
    of(special, (x) => asNumber(p.convert(x, 'bool'))),
    of(row(-2.5, -0.5, -0, 0.5, 2.5, denormal, 8_388_608, -16_777_216), (x) =>
      asNumber(p.convert(x, 'int32')),
    ),
  ],
}
