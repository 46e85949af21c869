/**
 * How the formulas of a family become a distribution with batch and event axes: here, and nowhere else.
 */
import { type Shape, ShapeError, show } from '../shape/index.js'
import { type AnyTensor, repeatFirst, shapeOf, type Tensor } from '../tensor/index.js'
import { reduce } from '../tensor/primitive/reduction.js'
import { expression, typed } from '../tensor/tensor.js'
import { asValue } from './distribution.js'
import type { Families, Formulas, Member } from './families.js'
import type { Family, Parameters, ScalarFamily } from './traits.js'

/** What a family states, whatever it is: the functions that every family has, and those that some have. */
interface Stated<F extends Family> {
  readonly family: F
  readonly kind: 'continuous' | 'discrete'
  readonly reparameterised: boolean
  readonly eventRank?: 0 | 1
  readonly sample: (p: object, key: unknown) => AnyTensor
  readonly logProb: (p: object, x: AnyTensor) => AnyTensor
  readonly entropy?: (p: object) => AnyTensor
  readonly mean?: (p: object) => AnyTensor
  readonly variance?: (p: object) => AnyTensor
  readonly mode?: (p: object) => AnyTensor
  readonly cdf?: (p: object, x: AnyTensor) => AnyTensor
  readonly quantile?: (p: object, x: AnyTensor) => AnyTensor
}

/**
 * The distribution of a family with these parameters, for values of this shape, whose last `eventRank` axes belong to
 * an event.
 */
export const memberOf = <F extends Family, Batch extends Shape, Event extends Shape>(
  formulas: Formulas<F>,
  parameters: Parameters<F, [...Batch, ...Event]>,
  whole: readonly number[],
  eventRank: number,
): Families<Batch, Event>[F] => {
  const batch = whole.slice(0, whole.length - eventRank)
  const event = whole.slice(batch.length)
  const value = asValue<Shape>(batch, event)
  const stated = statedBy(formulas)
  const { entropy, mean, variance, mode, cdf, quantile } = stated
  // what a family of vectors states is one number a vector already
  const perEvent = (x: AnyTensor): AnyTensor => sumEvent(x, eventRank - (stated.eventRank ?? 0))
  return asFamily<F, Batch, Event>({
    family: stated.family,
    kind: stated.kind,
    reparameterised: stated.reparameterised,
    batch,
    event,
    parameters,
    formulas,
    axes: {},
    can: {},
    sample: (key: unknown) => stated.sample(parameters, key),
    logProb: (x: AnyTensor) => perEvent(stated.logProb(parameters, value('logProb', x))),
    ...(entropy && { entropy: () => perEvent(entropy(parameters)) }),
    ...(mean && { mean: () => mean(parameters) }),
    ...(variance && { variance: () => variance(parameters) }),
    ...(mode && { mode: () => mode(parameters) }),
    ...(cdf && { cdf: (x: AnyTensor) => cdf(parameters, value('cdf', x)) }),
    ...(quantile && { quantile: (p: AnyTensor) => quantile(parameters, value('quantile', p)) }),
    expand: <L extends number>(count: L) =>
      memberOf<F, [L, ...Batch], Event>(
        formulas,
        mapParameters<F, [L, ...Batch, ...Event]>(
          (x) => typed(expression(repeatFirst(count)(x))),
          parameters,
        ),
        [count, ...whole],
        eventRank,
      ),
  })
}

/** The distribution of a family of numbers: all parameters have the shape of a value. */
export const member = <F extends ScalarFamily, Batch extends Shape, Event extends Shape>(
  formulas: Formulas<F>,
  parameters: Parameters<F, [...Batch, ...Event]>,
  eventRank: number,
): Families<Batch, Event>[F] =>
  memberOf<F, Batch, Event>(formulas, parameters, commonShape(formulas.family, parameters), eventRank)

/** The formulas of a family are such functions, of parameters and values that were checked. */
const statedBy = <F extends Family>(formulas: Formulas<F>): Stated<F> => formulas as unknown as Stated<F>

/** A record of the functions that the table of families promises for F. */
const asFamily = <F extends Family, Batch extends Shape, Event extends Shape>(
  made: object,
): Families<Batch, Event>[F] => made as unknown as Families<Batch, Event>[F]

/** A distribution of the table of families is a member of that family. */
export const asMember = <F extends Family, B extends Shape, E extends Shape>(
  d: Families<B, E>[F],
): Member<F, B, E> => d as unknown as Member<F, B, E>

/** Whether a distribution belongs to a family of the table: it carries the formulas and the parameters. */
export const isMember = (d: object): d is Member<Family, Shape, Shape> => 'formulas' in d && 'parameters' in d

const tensors = (parameters: object): readonly AnyTensor[] => Object.values(parameters)

/** The one shape that all parameters have; anything else is refused. */
const commonShape = (family: string, parameters: object): readonly number[] => {
  const [first = [], ...rest] = tensors(parameters).map(shapeOf)
  for (const shape of rest)
    if (shape.join() !== first.join())
      throw new ShapeError(`${family}: parameters ${show(first)} and ${show(shape)} differ`)
  return first
}

/** The last axes summed: from one number an element to one number an event. */
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

/** The same function of every parameter, which changes leading axes only. */
export const mapParameters = <F extends Family, T extends Shape>(
  f: (x: Tensor<Shape>, name: string) => Tensor<Shape>,
  parameters: object,
): Parameters<F, T> => {
  const given: Readonly<Record<string, Tensor<Shape>>> = { ...parameters }
  return sameNames<F, T>(Object.fromEntries(Object.entries(given).map(([name, x]) => [name, f(x, name)])))
}

/** A record made name by name from parameters has their names. */
const sameNames = <F extends Family, T extends Shape>(
  record: Readonly<Record<string, Tensor<Shape>>>,
): Parameters<F, T> => record as unknown as Parameters<F, T>

/** A parameter that has the shape of another; any other is refused in the words of the compiler. */
export const beside = <S>(
  family: Family,
  first: string,
  like: Tensor<S>,
  name: string,
  x: AnyTensor,
): Tensor<S> => {
  const [expected, given] = [shapeOf(like), shapeOf(x)]
  if (given.join() !== expected.join())
    throw new ShapeError(`${family}: ${first} ${show(expected)} and ${name} ${show(given)} differ`)
  return typed(expression(x))
}
