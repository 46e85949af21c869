/** Sizes that become known: a shape read at run time against the dims that it should have. */
import type { Rank } from './axis/axis.js'
import type { Dim } from './dim.js'
import type { Show } from './show.js'
import type { Say } from './words.js'

const apart = '{} is no {} ({} vs {})'
const ranks = '{} is no {} ({} vs {} axes)'
const twice = '{} is no {} ({} is {} and {})'

/** Sizes that are literals and differ; whether one that is unknown, or has a name, fits is seen at run time. */
type Differ<D, E> = [[D, E]] extends [[E, D]]
  ? false
  : [D, E] extends [number, number]
    ? number extends D | E
      ? false
      : true
    : false

/** The literal that a name stands for already and that is not this size; never when there is none. */
type Clash<Bound, Name, D> = Bound extends [Name, infer Size]
  ? Differ<Size, D> extends true
    ? Size
    : never
  : never

/**
 * The names of T with the sizes that S has for them, in a box, or the words why S cannot be T. A dim that becomes a
 * name is not looked at unless the name comes twice, so that it may be generic.
 */
type Walk<S, T, Bound, S0, T0> = [[T]] extends [[[infer E, ...infer RT]]]
  ? [[S]] extends [[[infer D, ...infer RS]]]
    ? E extends string
      ? [Clash<Bound, E, D>] extends [never]
        ? Walk<RS, RT, Bound | [E, D], S0, T0>
        : Say<typeof twice, [Show<S0>, Show<T0>, E, Clash<Bound, E, D>, D]>
      : Differ<D, E> extends true
        ? Say<typeof apart, [Show<S0>, Show<T0>, D, E]>
        : Walk<RS, RT, Bound, S0, T0>
    : Ranks<S, S0, T0, Bound>
  : T extends []
    ? S extends []
      ? [Bound]
      : Ranks<S, S0, T0, Bound>
    : [Bound]

/** An open rank is left to run time. */
type Ranks<S, S0, T0, Bound> =
  number extends Rank<S> ? [Bound] : Say<typeof ranks, [Show<S0>, Show<T0>, Rank<S0>, Rank<T0>]>

/**
 * For each of some shapes nothing, or the words why it cannot be what it should be; a name has one size in all.
 * @category shape
 */
export type RefineGuards<Op extends string, Shapes, Targets, Bound = never, Done extends unknown[] = []> = [
  Shapes,
  Targets,
] extends [[infer S, ...infer RS], [infer T, ...infer RT]]
  ? Walk<S, T, Bound, S, T> extends infer Found
    ? Found extends [infer Next]
      ? RefineGuards<Op, RS, RT, Next, [...Done, unknown]>
      : [...Done, `${Op}: ${Found & string}`, ...unknown[]]
    : never
  : [...Done, ...unknown[]]

/**
 * Nothing, or the words why a shape cannot be what it should be.
 * @category shape
 */
export type RefineGuard<Op extends string, S, T> = RefineGuards<Op, [S], [T]>[0]

/**
 * The names of `expected` with their sizes in `shape`, beside those bound before; undefined when an axis has another
 * size than its literal or its name, or when there are more or fewer axes.
 */
export const bindDims = (
  expected: readonly Dim[],
  shape: readonly number[],
  bound: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | undefined => {
  if (expected.length !== shape.length) return undefined
  const found = new Map(bound)
  for (const [axis, size] of shape.entries()) {
    const dim = expected[axis]
    if (typeof dim === 'string' && !found.has(dim)) found.set(dim, size)
    if ((typeof dim === 'string' ? found.get(dim) : dim) !== size) return undefined
  }
  return found
}
