/**
 * Parameters that stand in a program as numbers: one that no distribution has is refused where it is given. What is
 * computed, such as the output of a network, has no numbers yet and cannot be looked at; nor can the arguments of a
 * compiled function, whose constants are looked at once, when it is traced.
 */
import { show, size } from '../shape/index.js'
import { type AnyTensor, shapeOf, type Tensor } from '../tensor/index.js'
import { splat } from '../tensor/primitive/leaf.js'
import { expression, typed } from '../tensor/tensor.js'
import type { Family } from './traits.js'

/** What a number has to be beside finite. */
export interface Domain {
  readonly words: string
  readonly has: (value: number) => boolean
}

export const finite: Domain = { words: '', has: () => true }
export const positive: Domain = { words: ' above 0', has: (v) => v > 0 }
export const notNegative: Domain = { words: ' at least 0', has: (v) => v >= 0 }
export const whole: Domain = { words: ' whole and at least 0', has: (v) => v >= 0 && Number.isInteger(v) }
export const probability: Domain = { words: ' between 0 and 1', has: (v) => v >= 0 && v <= 1 }

/** The numbers of a tensor, as far as the host knows them. */
export interface Known {
  readonly at: (index: number) => number
  /** How many there are to look at: of a number that fills a tensor, one. */
  readonly count: number
}

/** What the host knows of a tensor: all of a constant, nothing of what is computed. */
export const known = (x: AnyTensor): Known | undefined => {
  const e = expression(x)
  if (e.op === 'splat') {
    const { value } = e.attributes
    return { at: () => value, count: Math.min(1, size(e.shape)) }
  }
  if (e.op !== 'constant') return undefined
  const { values } = e.attributes
  return { at: (index) => values[index] ?? Number.NaN, count: values.length }
}

/** Where in a shape an element stands, in words; there is nothing to say of a scalar. */
export const placeIn = (shape: readonly number[], index: number): string => {
  const place = shape.map((dim, axis) => Math.floor(index / size(shape.slice(axis + 1))) % dim)
  return shape.length === 0 ? '' : ` at ${show(place)}`
}

/** The same for an element of a tensor; nothing where all elements are one number. */
const placeOf = (x: AnyTensor, index: number): string =>
  expression(x).op === 'splat' ? '' : placeIn(shapeOf(x), index)

/**
 * A parameter, of which every known number is finite and in its domain. Of a matrix only some elements may be
 * `lookedAt`, by their place in row-major order; the first is one of them.
 */
export const checked = <S>(
  family: Family,
  name: string,
  domain: Domain,
  x: Tensor<S>,
  lookedAt: (index: number) => boolean = () => true,
): Tensor<S> => {
  const { at, count } = known(x) ?? { at: () => 0, count: 0 }
  for (let index = 0; index < count; index += 1) {
    const value = at(index)
    if (!lookedAt(index) || (Number.isFinite(value) && domain.has(value))) continue
    const expected = domain.has(value) ? `finite ${name}` : `${name}${domain.words}`
    throw new RangeError(`${family}: expected ${expected}, found ${value}${placeOf(x, index)}`)
  }
  return x
}

/** Two ends of intervals: where both are known, the first is below the second, by a finite number of float32. */
export const checkedEnds = <S>(family: Family, low: Tensor<S>, high: Tensor<S>): void => {
  const [below, above] = [
    known(checked(family, 'low', finite, low)),
    known(checked(family, 'high', finite, high)),
  ]
  if (below === undefined || above === undefined) return
  for (let index = 0; index < Math.max(below.count, above.count); index += 1) {
    const [from, to] = [below.at(index), above.at(index)]
    if (from < to && Number.isFinite(Math.fround(to - from))) continue
    const expected = from < to ? 'a finite distance from low to high' : 'low below high'
    const place = placeOf(below.count < above.count ? high : low, index)
    throw new RangeError(`${family}: expected ${expected}, found ${from} and ${to}${place}`)
  }
}

/** A parameter that may be given as one number for all. */
export const filling = (shape: readonly number[], given: number | AnyTensor): AnyTensor =>
  typeof given === 'number' ? typed(splat(given, shape)) : given
