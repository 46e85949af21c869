/** Distributions by the name of their family, of numbers by name: how a table becomes a batch. */
import {
  type Abilities,
  Bernoulli,
  Beta,
  Categorical,
  Cauchy,
  ContinuousBernoulli,
  Dirichlet,
  type Distribution,
  Exponential,
  Gamma,
  Gaussian,
  Geometric,
  Gumbel,
  HalfNormal,
  Independent,
  klOf,
  Laplace,
  Logistic,
  LogNormal,
  LowRankMultivariateGaussian,
  MultivariateGaussian,
  type Named,
  OneHotCategorical,
  Poisson,
  RelaxedBernoulli,
  StudentT,
  Uniform,
  VonMisesFisher,
} from '../../src/distribution/index.js'
import type { Shape } from '../../src/shape/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { expression, typed } from '../../src/tensor/tensor.js'
import { number } from '../golden/collection.js'

/** A number for each distribution of a batch. */
export type Row = Tensor<[number]>

/** A batch of distributions of numbers, with what they can state. */
export type Batch = Distribution<[number], []> & Partial<Abilities<[number], []>>

/** Parameters by name, of as many distributions as the first axis has places. */
export interface Given {
  /** A number for each. */
  readonly row: (name: string) => Row
  /** A vector for each. */
  readonly rows: (name: string) => Tensor<[number, number]>
  /** A matrix for each. */
  readonly stack: (name: string) => Tensor<[number, number, number]>
}

/** A number, a vector or a matrix. */
type Numbers = number | readonly Numbers[]

/** The parameters of one distribution. */
export type Setting = Readonly<Record<string, Numbers>>

const sizesOf = (x: Numbers): readonly number[] =>
  typeof x === 'number' ? [] : [x.length, ...sizesOf(x[0] ?? 0)]
const flat = (x: Numbers): readonly number[] => (typeof x === 'number' ? [x] : x.flatMap(flat))

const numbersOf = (x: unknown): Numbers => (Array.isArray(x) ? x.map(numbersOf) : number(x))

/** Parameters as a file has them. */
export const settingOf = (x: unknown): Setting => {
  if (typeof x !== 'object' || x === null) throw new Error(`expected parameters, found ${JSON.stringify(x)}`)
  return Object.fromEntries(Object.entries(x).map(([name, value]) => [name, numbersOf(value)]))
}

/** The tensors of several settings, by name. */
export const tensorsOf = (settings: readonly Setting[]): Readonly<Record<string, Tensor<Shape>>> =>
  Object.fromEntries(
    Object.keys(settings[0] ?? {}).map((name) => {
      const all = settings.map((setting) => setting[name] ?? Number.NaN)
      return [name, typed<Tensor<Shape>>(constant(Float32Array.from(flat(all)), sizesOf(all)))]
    }),
  )

/** Tensors by name as the parameters of a batch. */
export const givenBy = (tensors: Readonly<Record<string, Tensor<Shape>>>): Given => {
  const at = <S extends Shape>(name: string, rank: S['length']): Tensor<S> => {
    const x = tensors[name]
    if (x === undefined) throw new Error(`no parameter ${name}`)
    if (shapeOf(x).length !== rank) throw new Error(`${name} has ${shapeOf(x).length} axes, not ${rank}`)
    return typed(expression(x))
  }
  return {
    row: (name) => at<[number]>(name, 1),
    rows: (name) => at<[number, number]>(name, 2),
    stack: (name) => at<[number, number, number]>(name, 3),
  }
}

const locScale =
  <D>(make: (loc: Row, scale: Row) => D) =>
  ({ row }: Given) =>
    make(row('loc'), row('scale'))

/** The families of numbers, a batch of as many as there are rows. */
export const scalars: Readonly<Record<string, (given: Given) => Batch>> = {
  Gaussian: locScale((loc, scale) => Gaussian.make(loc, scale)),
  Laplace: locScale((loc, scale) => Laplace.make(loc, scale)),
  Logistic: locScale((loc, scale) => Logistic.make(loc, scale)),
  Gumbel: locScale((loc, scale) => Gumbel.make(loc, scale)),
  Cauchy: locScale((loc, scale) => Cauchy.make(loc, scale)),
  LogNormal: locScale((loc, scale) => LogNormal.make(loc, scale)),
  StudentT: ({ row }) => StudentT.make(row('degreesOfFreedom'), row('loc'), row('scale')),
  HalfNormal: ({ row }) => HalfNormal.make(row('scale')),
  Uniform: ({ row }) => Uniform.make(row('low'), row('high')),
  Exponential: ({ row }) => Exponential.make(row('rate')),
  Gamma: ({ row }) => Gamma.make(row('concentration'), row('rate')),
  Beta: ({ row }) => Beta.make(row('concentration1'), row('concentration0')),
  ContinuousBernoulli: ({ row }) => ContinuousBernoulli.fromLogits(row('logits')),
  RelaxedBernoulli: ({ row }) => RelaxedBernoulli.fromLogits(row('logits'), row('temperature')),
  Bernoulli: ({ row }) => Bernoulli.fromLogits(row('logits')),
  Poisson: ({ row }) => Poisson.make(row('rate')),
  Categorical: ({ rows }) => Categorical.fromLogits(rows('logits')),
  Geometric: ({ row }) => Geometric.fromLogits(row('logits')),
}

/** The families of vectors; one of numbers is one over vectors of them. */
export const vectors: Readonly<Record<string, (given: Given) => Named<string, [number], [number]>>> = {
  Gaussian: ({ rows }) => Independent.make(1)(Gaussian.make(rows('loc'), rows('scale'))),
  MultivariateGaussian: ({ rows, stack }) =>
    MultivariateGaussian.fromScaleTril(rows('loc'), stack('scaleTril')),
  LowRankMultivariateGaussian: ({ rows, stack }) =>
    LowRankMultivariateGaussian.make(rows('loc'), stack('factor'), rows('scale')),
  Dirichlet: ({ rows }) => Dirichlet.make(rows('concentration')),
  VonMisesFisher: ({ row, rows }) => VonMisesFisher.make(rows('loc'), row('concentration')),
  OneHotCategorical: ({ rows }) => OneHotCategorical.fromLogits(rows('logits')),
}

const found = <A>(table: Readonly<Record<string, A>>, name: string): A => {
  const made = table[name]
  if (made === undefined) throw new Error(`no family ${name}`)
  return made
}

/** A family of numbers as a function of its parameters by name. */
export const madeOf = (family: string): ((parameters: Readonly<Record<string, Row>>) => Batch) => {
  const make = found(scalars, family)
  const plain = (x: Row): Tensor<Shape> => typed(expression(x))
  return (parameters) =>
    make(givenBy(Object.fromEntries(Object.entries(parameters).map(([name, x]) => [name, plain(x)]))))
}

/** The divergence of one family from another, for each pair of parameters in two batches. */
export const divergence = (q: string, ofQ: Given, p: string, ofP: Given): AnyTensor => {
  return [q, p].every((name) => Object.hasOwn(scalars, name))
    ? klOf(found(scalars, q)(ofQ), found(scalars, p)(ofP))
    : klOf(found(vectors, q)(ofQ), found(vectors, p)(ofP))
}
