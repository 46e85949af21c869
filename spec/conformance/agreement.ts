/**
 * How far numbers are from what they should be, in units of the bound.
 *
 * Everywhere: a NaN is where a NaN should be and nowhere else, and so is an infinity of its sign. Finite numbers are
 * compared `together`, relative to the largest magnitude met, or `each` relative to itself (a denormal one to the
 * smallest that is normal) where magnitudes differ widely; what a rearrangement `copies` is the same float32, the sign of a zero included.
 *
 * Standards let GPUs take a denormal number for 0 and lose the sign of a zero. There an element may be what it would be
 * if its operands were so, a denormal one may be 0, and nothing else.
 */
import { number, type Value } from '../support/reference-value.js'
import { ownUnit, unitOf } from './bound.js'
import type { Expected, Rule } from './subject.js'

/** The largest number whose float32 is denormal. */
const DENORMAL = 1.1754942e-38

const isDenormal = (x: number): boolean => x !== 0 && Math.abs(x) <= DENORMAL

const asZero = (v: number): number => (isDenormal(v) ? Math.sign(v) * 0 : v)
const unsigned = (v: number): number => (v === 0 ? 0 : v)

/** What a device that is allowed to may take numbers for: denormals for 0, −0 for 0, or both. */
export const takenFor = (xs: readonly Value[]): readonly (readonly Value[])[] => {
  const fragile = xs.some(({ data }) => data.some((v) => isDenormal(v) || Object.is(v, -0)))
  if (!fragile) return []
  return [asZero, unsigned, (v: number) => unsigned(asZero(v))].map((taken) =>
    xs.map(({ shape, data }) => ({ shape, data: data.map(taken) })),
  )
}

/** From what should come out, which is a sum of terms of some size. */
type Distance = (got: number, want: number, size: number) => number

/** 0 within a class of numbers that have no distance, infinite across. */
const apart = (got: number, want: number): number => (Object.is(got, want) ? 0 : Number.POSITIVE_INFINITY)

const distant = (got: number, want: number, unit: number): number =>
  Number.isFinite(got) && Number.isFinite(want) ? Math.abs(got - want) / unit : apart(got, want)

const distances: Readonly<Record<Rule, (largest: number, terms: number, within: number) => Distance>> = {
  together: (largest, terms) => {
    const unit = unitOf(largest, terms)
    return (got, want) => distant(got, want, unit)
  },
  each: (_, terms, within) => (got, want, size) => distant(got, want, Math.max(within, ownUnit(size, terms))),
  copies: () => apart,
}

/** A result and what it should be, with their distance in units of the bound. */
export interface Gap {
  readonly error: number
  readonly found: string
  readonly wanted: string
}

/** What is let pass. */
export interface Leniency {
  /** Whether a denormal result may be 0. */
  readonly flushes?: boolean
  /** How far each may be off in absolute terms. */
  readonly within?: number
  /** How many times the bound each may be off. */
  readonly times?: number
}

/** Where results are furthest from what should come out; infinitely far where their shapes are others. */
export const gapOf = (
  rule: Rule,
  terms: number,
  got: readonly Value[],
  /** What should come out; more than one where a device has a choice. */
  [wanted, ...others]: readonly Expected[],
  { flushes = false, within = 0, times = 1 }: Leniency = {},
): Gap => {
  const [found, expected] = [shapes(got), shapes(wanted?.values ?? [])]
  if (wanted === undefined || found !== expected)
    return { error: Number.POSITIVE_INFINITY, found, wanted: expected }
  const counts = (values: readonly Value[]): string => values.map(({ data }) => data.length).join()
  if (counts(got) !== counts(wanted.values))
    return {
      error: Number.POSITIVE_INFINITY,
      found: `${counts(got)} elements of ${found}`,
      wanted: `${counts(wanted.values)} elements`,
    }
  const distance = distances[rule](wanted.largest, terms, within)
  let worst: Gap = { error: 0, found: '', wanted: '' }
  got.forEach(({ data }, i) => {
    data.forEach((v, k) => {
      const wants = [wanted, ...others].map(({ values }) => Math.fround(number(values[i]?.data ?? [], k)))
      const accepted = flushes ? [...wants, ...wants.map(asZero)] : wants
      const size = wanted.sizes?.[i]?.data[k]
      const error = Math.min(...accepted.map((want) => distance(v, want, size ?? want))) / times
      if (error > worst.error) worst = { error, found: shown(v), wanted: shown(wants[0]) }
    })
  })
  return worst
}

const shown = (v: number | undefined): string => (Object.is(v, -0) ? '-0' : `${v}`)

const shapes = (values: readonly Value[]): string => values.map(({ shape }) => `[${shape.join()}]`).join(' ')
