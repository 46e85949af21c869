/** Operations that say for each axis what becomes of it: a range of it, or edges around it. */

import type { Dim, Guard, Ok, Shape } from '../dim.js'
import { type Show, show } from '../show.js'
import { refuse, type Say } from '../words.js'
import type { Rank } from './axis.js'
import { type Cut, cutOf, type Range } from './cut.js'
import { type Edged, type Edges, edgesOf } from './edge.js'

const many = '{} is more than one for each axis of {}'

/** One entry for each axis from the first; behind '...' those of the last axes. Other axes stay as they are. */
export type PerAxisOf<Entry> = readonly Entry[] | readonly ['...', ...Entry[]]

/** What becomes of one axis, by the kind of entry. */
type Each<Kind, D extends Dim, Entry, Axis, S> = Kind extends 'range'
  ? Cut<D, Entry, Axis, S>
  : Edged<D, Entry, Axis, S>

type Front<Kind, S extends unknown[], Entries, Out extends unknown[], S0, Count> = Entries extends readonly [
  infer Entry,
  ...infer More,
]
  ? [[S]] extends [[[infer D extends Dim, ...infer Rest]]]
    ? Each<Kind, D, Entry, Out['length'], S0> extends [infer New]
      ? Front<Kind, Rest, More, [...Out, New], S0, Count>
      : Each<Kind, D, Entry, Out['length'], S0>
    : number extends Rank<S>
      ? [Shape]
      : Say<typeof many, [Count, Show<S0>]>
  : Out extends []
    ? [S]
    : [[...Out, ...S]]

type Back<Kind, S extends unknown[], Entries, Out extends unknown[], S0, Count> = Entries extends readonly [
  ...infer More,
  infer Entry,
]
  ? [[S]] extends [[[...infer Rest, infer D extends Dim]]]
    ? Each<Kind, D, Entry, Rank<Rest>, S0> extends [infer New]
      ? Back<Kind, Rest, More, [New, ...Out], S0, Count>
      : Each<Kind, D, Entry, Rank<Rest>, S0>
    : number extends Rank<S>
      ? [Shape]
      : Say<typeof many, [Count, Show<S0>]>
  : Out extends []
    ? [S]
    : [[...S, ...Out]]

type Rule<Kind, S extends unknown[], Entries extends readonly unknown[]> = [[S]] extends [[string]]
  ? string
  : number extends Entries['length']
    ? [Shape]
    : Entries extends readonly ['...', ...infer Last]
      ? Back<Kind, S, Last, [], S, Last['length']>
      : Front<Kind, S, Entries, [], S, Entries['length']>

/**
 * The shape of a range of each axis.
 * @category shape
 */
export type Slice<S extends unknown[], Ranges extends readonly unknown[]> =
  Rule<'range', S, Ranges> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when a range is not in its axis.
 * @category shape
 */
export type SliceGuard<Op extends string, S extends unknown[], Ranges extends readonly unknown[]> =
  Rule<'range', S, Ranges> extends infer Words extends string ? Guard<Op, Words> : unknown

/**
 * The shape with edges around each axis.
 * @category shape
 */
export type Pad<S extends unknown[], Widths extends readonly unknown[]> =
  Rule<'edges', S, Widths> extends [infer Found extends unknown[]] ? Found : Ok<string>

/**
 * The words when edges cut more than there is.
 * @category shape
 */
export type PadGuard<Op extends string, S extends unknown[], Widths extends readonly unknown[]> =
  Rule<'edges', S, Widths> extends infer Words extends string ? Guard<Op, Words> : unknown

const isEntry = <Entry>(x: Entry | '...'): x is Entry => x !== '...'

/** What `each` makes of every axis; the axes without an entry get `none`. */
const perAxis = <Entry, Whole>(
  op: string,
  shape: readonly number[],
  entries: readonly (Entry | '...')[],
  none: Entry,
  each: (axis: number, entry: Entry) => Whole,
): readonly Whole[] => {
  const given = entries.filter(isEntry)
  const fromEnd = given.length < entries.length
  const first = fromEnd ? shape.length - given.length : 0
  const found = new Map<number, Whole>()
  // in the order in which the compiler asks
  for (const [at, entry] of fromEnd ? [...given.entries()].reverse() : given.entries()) {
    const axis = first + at
    if (axis < 0 || axis >= shape.length) return refuse(op, many, given.length, show(shape))
    found.set(axis, each(axis, entry))
  }
  return shape.map((_, axis) => found.get(axis) ?? each(axis, none))
}

/** The ranges of all axes from the front, as [start, limit, step]. */
export const cutsOf = (op: string, shape: readonly number[], ranges: PerAxisOf<Range>) =>
  perAxis<Range, readonly [number, number, number]>(op, shape, ranges, [], (axis, r) =>
    cutOf(op, shape, axis, r),
  )

/** The edges of all axes, as [low, high]. */
export const widthsOf = (op: string, shape: readonly number[], widths: PerAxisOf<Edges>) =>
  perAxis<Edges, readonly [number, number]>(op, shape, widths, [], (axis, e) => edgesOf(op, shape, axis, e))
