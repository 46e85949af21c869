/**
 * Families whose elements are independent given the parameters. A family states its formulas for one element; they
 * become a distribution with batch and event axes here, and nowhere else.
 */
import { type Shape, ShapeError, show } from '../shape/index.js'
import { type AnyTensor, repeatFirst, shapeOf, type Tensor } from '../tensor/index.js'
import { reduce } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { asValue } from './distribution.js'
import type { Elementwise, Families, Family, Formulas, Parameters } from './families.js'

/** The distribution of a family with these parameters, whose last `eventRank` axes belong to an event. */
export const member = <F extends Family, Batch extends Shape, Event extends Shape>(
  formulas: Formulas<F>,
  parameters: Parameters<F, [...Batch, ...Event]>,
  eventRank: number,
): Families<Batch, Event>[F] => {
  type Whole = [...Batch, ...Event]
  const whole = commonShape(formulas.family, parameters)
  const batch = whole.slice(0, whole.length - eventRank)
  const event = whole.slice(batch.length)
  const value = asValue<Whole>(batch, event)
  const made: Elementwise<F, Batch, Event> = {
    family: formulas.family,
    reparameterised: formulas.reparameterised,
    batch,
    event,
    parameters,
    formulas,
    axes: {},
    sample: (key) => formulas.sample<Whole>(parameters, key),
    logProb: (x) => sumEvent(formulas.logProb<Whole>(parameters, value('logProb', x)), eventRank),
    entropy: () => sumEvent(formulas.entropy<Whole>(parameters), eventRank),
    mean: () => formulas.mean<Whole>(parameters),
    variance: () => formulas.variance<Whole>(parameters),
    mode: () => formulas.mode<Whole>(parameters),
    cdf: (x) => formulas.cdf<Whole>(parameters, value('cdf', x)),
    expand: <L extends number>(count: L) =>
      member<F, [L, ...Batch], Event>(
        formulas,
        mapParameters<F, Whole, [L, ...Batch, ...Event]>(repeatFirst(count), parameters),
        eventRank,
      ),
  }
  return asFamily(made)
}

/** An elementwise distribution of family F is the one that the table of families names F. */
const asFamily = <F extends Family, Batch extends Shape, Event extends Shape>(
  made: Elementwise<F, Batch, Event>,
): Families<Batch, Event>[F] => made as unknown as Families<Batch, Event>[F]

const tensors = (parameters: object): readonly AnyTensor[] => Object.values(parameters)

/** The one shape that all parameters have; anything else is refused. */
const commonShape = (family: string, parameters: object): readonly number[] => {
  const [first = [], ...rest] = tensors(parameters).map(shapeOf)
  for (const shape of rest)
    if (shape.join() !== first.join())
      throw new ShapeError(`${family}: parameters ${show(first)} and ${show(shape)} differ`)
  return first
}

/** The elements of each event summed: from one number an element to one number an event. */
export const sumEvent = <Batch extends Shape>(x: AnyTensor, eventRank: number): Tensor<Batch> => {
  const e = expression(x)
  const rank = e.shape.length
  return typed(
    reduce(
      'add',
      e,
      Array.from({ length: eventRank }, (_, i) => rank - eventRank + i),
    ),
  )
}

/** The same function of every parameter. */
export const mapParameters = <F extends Family, S, T>(
  f: (x: Tensor<S>) => Tensor<T>,
  parameters: Parameters<F, S>,
): Parameters<F, T> => {
  const given: Readonly<Record<string, Tensor<S>>> = parameters
  return sameNames(Object.fromEntries(Object.entries(given).map(([name, x]) => [name, f(x)])))
}

/** A record made name by name from parameters has their names. */
const sameNames = <F extends Family, T>(record: Readonly<Record<string, Tensor<T>>>): Parameters<F, T> =>
  record as Parameters<F, T>

/** A parameter that has the shape of loc; any other is refused in the words of the compiler. */
export const besideLoc = <S>(family: Family, loc: Tensor<S>, name: string, x: AnyTensor): Tensor<S> => {
  const [expected, given] = [shapeOf(loc), shapeOf(x)]
  if (given.join() !== expected.join())
    throw new ShapeError(`${family}: loc ${show(expected)} and ${name} ${show(given)} differ`)
  return typed(expression(x))
}

/** A member of the table of families is an elementwise distribution of that family. */
export const asElementwise = <F extends Family, B extends Shape, E extends Shape>(
  d: Families<B, E>[F],
): Elementwise<F, B, E> => d as unknown as Elementwise<F, B, E>
