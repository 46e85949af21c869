/**
 * Integrals over [0, w] of every element, by Gauss and Legendre's rule: the nodes stand on an axis of their own, and
 * the sums over them are one matrix product.
 */
import { size } from '../shape/index.js'
import type { Expression } from '../tensor/expression.js'
import { matrixProduct } from '../tensor/primitive/dot.js'
import { multiply } from '../tensor/primitive/elementwise.js'
import { constant } from '../tensor/primitive/leaf.js'
import { broadcastInDim } from '../tensor/primitive/reduction.js'
import { reshape } from '../tensor/primitive/structure.js'

/** The Legendre polynomial of a degree at x, and its slope. */
const legendre = (degree: number, x: number): readonly [value: number, slope: number] => {
  const [value, before] = Array.from({ length: degree - 1 }, (_, i) => i + 2).reduce<
    readonly [number, number]
  >(([p, q], k) => [((2 * k - 1) * x * p - (k - 1) * q) / k, p], [x, 1])
  return [value, (degree * (x * value - before)) / (x * x - 1)]
}

/** A root of the Legendre polynomial: Newton's method from Tricomi's estimate converges within five steps. */
const root = (degree: number, index: number): number =>
  Array.from({ length: 8 }).reduce<number>(
    (x) => {
      const [value, slope] = legendre(degree, x)
      return x - value / slope
    },
    Math.cos((Math.PI * (index + 0.75)) / (degree + 0.5)),
  )

/** Where an integrand on [0, 1] is taken, and with what weight. */
interface Rule {
  readonly nodes: readonly number[]
  readonly weights: readonly number[]
}

const ruleOf = (degree: number): Rule => {
  const roots = Array.from({ length: degree }, (_, i) => root(degree, i))
  const weights = roots.map((x) => 1 / ((1 - x * x) * legendre(degree, x)[1] ** 2))
  return { nodes: roots.map((x) => (1 + x) / 2), weights }
}

/** Sixteen nodes are exact to 3e-7 for the integrands of this folder; its specs compare them with more. */
const { nodes, weights } = ruleOf(16)

/** An integrand exp(−E) is followed up to the E where it is left out: the rest is 1e-7 of the integral. */
export const CUTOFF = 16

/** Every element of an expression, flat, repeated along the axis of the nodes. */
export const alongNodes = (x: Expression): Expression => {
  const count = size(x.shape)
  return broadcastInDim(reshape(x, [count]), [count, nodes.length], [0])
}

/** The nodes of [0, w] for every w of an expression: [count, nodes]. */
export const nodesOf = (width: Expression): Expression => {
  const wide = alongNodes(width)
  return multiply(wide, broadcastInDim(constant(Float32Array.from(nodes), [nodes.length]), wide.shape, [1]))
}

const sumOver = (factors: readonly number[], values: Expression, shape: readonly number[]): Expression =>
  reshape(matrixProduct(values, constant(Float32Array.from(factors), [nodes.length, 1])), shape)

/** ∫ f ds over [0, w], from the values of f at the nodes. */
export const integral = (width: Expression, values: Expression): Expression =>
  multiply(width, sumOver(weights, values, width.shape))

/** ∫ s f ds over [0, w], from the values of f at the nodes. */
export const firstMoment = (width: Expression, values: Expression): Expression => {
  const factors = nodes.map((x, i) => x * (weights[i] ?? 0))
  return multiply(multiply(width, width), sumOver(factors, values, width.shape))
}
