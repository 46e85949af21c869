/**
 * Elementwise primitives over operands of equal shape, with their derivatives.
 * Subgradients where no derivative exists: 0 for sign, floor, ceil and round; one half each for tied
 * maximum and minimum; 0 for abs at 0.
 */
import { show } from '../../shape/index.js'
import {
  type BinaryOp,
  type Derivative,
  type Direction,
  type DType,
  type Expression,
  InternalError,
  input,
  type UnaryOp,
} from '../expression.js'
import { splatLike } from './leaf.js'
import { node } from './node.js'

// ------------------------------------------------------------------ building

const unary =
  (op: UnaryOp, derivative?: Derivative<UnaryOp>) =>
  (x: Expression): Expression =>
    node(op, [x], {}, x.shape, x.dtype, derivative)

const sameShapes = (op: string, operands: readonly Expression[]): readonly number[] => {
  const first = operands[0]?.shape ?? []
  for (const { shape } of operands)
    if (shape.length !== first.length || shape.some((d, i) => d !== first[i]))
      throw new InternalError(
        `${op}: operands ${operands.map((o) => show([...o.shape])).join(' and ')} differ`,
      )
  return first
}

const binary =
  (op: BinaryOp, derivative?: Derivative<BinaryOp>) =>
  (a: Expression, b: Expression): Expression => {
    if (a.dtype !== b.dtype) throw new InternalError(`${op}: operands are ${a.dtype} and ${b.dtype}`)
    return node(op, [a, b], {}, sameShapes(op, [a, b]), a.dtype, derivative)
  }

// ------------------------------------------------------------------ logic and choice

/** Whether each pair of elements stands in this relation. */
export const compare =
  (direction: Direction) =>
  (a: Expression, b: Expression): Expression =>
    node('compare', [a, b], { direction }, sameShapes('compare', [a, b]), 'bool')

/** `onTrue` where the condition holds, `onFalse` elsewhere. */
export const select = (condition: Expression, onTrue: Expression, onFalse: Expression): Expression =>
  node(
    'select',
    [condition, onTrue, onFalse],
    {},
    sameShapes('select', [condition, onTrue, onFalse]),
    onTrue.dtype,
    (_, g) => [undefined, select(condition, g, splatLike(0, g)), select(condition, splatLike(0, g), g)],
  )

export const not = (x: Expression): Expression => node('not', [x], {}, x.shape, 'bool')
export const and = (a: Expression, b: Expression): Expression =>
  node('and', [a, b], {}, sameShapes('and', [a, b]), 'bool')
export const or = (a: Expression, b: Expression): Expression =>
  node('or', [a, b], {}, sameShapes('or', [a, b]), 'bool')

/** The same numbers in another element type; a float's derivative flows only to a float. */
export const convert = (x: Expression, dtype: DType): Expression =>
  x.dtype === dtype
    ? x
    : node('convert', [x], {}, x.shape, dtype, (_, g) => [
        x.dtype === 'float32' ? convert(g, 'float32') : undefined,
      ])

// ------------------------------------------------------------------ arithmetic

export const negate = unary('negate', (_, g) => [negate(g)])
export const add = binary('add', (_, g) => [g, g])
export const subtract = binary('subtract', (_, g) => [g, negate(g)])

export const multiply: (a: Expression, b: Expression) => Expression = binary('multiply', (n, g) => [
  multiply(g, input(n, 1)),
  multiply(g, input(n, 0)),
])

export const divide: (a: Expression, b: Expression) => Expression = binary('divide', (n, g) => {
  const [a, b] = [input(n, 0), input(n, 1)]
  return [divide(g, b), negate(multiply(g, divide(divide(a, b), b)))]
})

/** x times a number. */
export const times = (x: Expression, factor: number): Expression => multiply(x, splatLike(factor, x))

/** x plus a number. */
export const plus = (x: Expression, term: number): Expression => add(x, splatLike(term, x))

/** 1 where the first operand is chosen, one half at a tie, 0 elsewhere. */
const chosen = (direction: 'GT' | 'LT', a: Expression, b: Expression): Expression =>
  select(
    compare(direction)(a, b),
    splatLike(1, a),
    select(compare('EQ')(a, b), splatLike(0.5, a), splatLike(0, a)),
  )

export const maximum = binary('maximum', (n, g) => {
  const [a, b] = [input(n, 0), input(n, 1)]
  return [multiply(g, chosen('GT', a, b)), multiply(g, chosen('GT', b, a))]
})

export const minimum = binary('minimum', (n, g) => {
  const [a, b] = [input(n, 0), input(n, 1)]
  return [multiply(g, chosen('LT', a, b)), multiply(g, chosen('LT', b, a))]
})

/** a to the b; the derivative is finite at a = 0 and at b = 0. */
export const power: (a: Expression, b: Expression) => Expression = binary('power', (n, g) => {
  const [a, b] = [input(n, 0), input(n, 1)]
  const [zero, one] = [splatLike(0, a), splatLike(1, a)]
  const isZero = compare('EQ')
  const base = select(isZero(b, zero), zero, multiply(b, power(a, select(isZero(b, zero), one, plus(b, -1)))))
  const exponent = multiply(log(select(isZero(a, zero), one, a)), power(a, b))
  return [multiply(g, base), multiply(g, exponent)]
})

// ------------------------------------------------------------------ functions

export const sign = unary('sign')
export const floor = unary('floor')
export const ceil = unary('ceil')
export const roundNearestEven = unary('roundNearestEven')
export const abs = unary('abs', (n, g) => [multiply(g, sign(input(n, 0)))])

export const exponential: (x: Expression) => Expression = unary('exponential', (n, g) => [
  multiply(g, exponential(input(n, 0))),
])
export const exponentialMinusOne = unary('exponentialMinusOne', (n, g) => [
  multiply(g, exponential(input(n, 0))),
])
export const log: (x: Expression) => Expression = unary('log', (n, g) => [divide(g, input(n, 0))])
export const logPlusOne = unary('logPlusOne', (n, g) => [divide(g, plus(input(n, 0), 1))])

export const logistic: (x: Expression) => Expression = unary('logistic', (n, g) => {
  const y = logistic(input(n, 0))
  return [multiply(g, multiply(y, subtract(splatLike(1, y), y)))]
})

export const tanh: (x: Expression) => Expression = unary('tanh', (n, g) => {
  const y = tanh(input(n, 0))
  return [multiply(g, subtract(splatLike(1, y), multiply(y, y)))]
})

export const sqrt: (x: Expression) => Expression = unary('sqrt', (n, g) => [
  divide(times(g, 0.5), sqrt(input(n, 0))),
])

export const rsqrt: (x: Expression) => Expression = unary('rsqrt', (n, g) => {
  const y = rsqrt(input(n, 0))
  return [multiply(times(g, -0.5), multiply(y, multiply(y, y)))]
})

export const sine: (x: Expression) => Expression = unary('sine', (n, g) => [multiply(g, cosine(input(n, 0)))])
export const cosine: (x: Expression) => Expression = unary('cosine', (n, g) => [
  negate(multiply(g, sine(input(n, 0)))),
])

/** The error function; its derivative is 2/√π · exp(−x²). */
export const erf = unary('erf', (n, g) => {
  const x = input(n, 0)
  return [multiply(g, times(exponential(negate(multiply(x, x))), 2 / Math.sqrt(Math.PI)))]
})
