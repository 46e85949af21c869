/** Edges around one axis; below 0 they cut. */
import type { Dim } from '../dim.js'
import { type Show, show } from '../show.js'
import type { Add, Sub } from '../size/dim-arithmetic.js'
import { refuse, type Say } from '../words.js'

const overcut = 'edges {} and {} cut more than axis {} of {}'
const broken = 'edges {} and {} are not both whole numbers'

/**
 * How many elements are added before the first and behind the last one of an axis; below 0 they are taken away.
 * @category shape
 * @since 0.1.0
 */
export type Edges = readonly [] | readonly [low: number, high: number]

/** What an edge adds, and what it takes away. */
type Added<N extends number> = `${N}` extends `-${string}` ? 0 : N
type Taken<N extends number> = `${N}` extends `-${infer M extends number}` ? M : 0

type Sized<D extends Dim, L extends number, H extends number> = Sub<
  Add<Add<D, Added<L>>, Added<H>>,
  Add<Taken<L>, Taken<H>>
>

/** Axis `Axis` of S, which has size D, with its edges in a box; or the words that they cut too much. */
export type Edged<D extends Dim, E, Axis, S> = E extends readonly []
  ? [D]
  : E extends readonly [infer L extends number, infer H extends number]
    ? number extends L | H
      ? [number]
      : `${L}` | `${H}` extends infer N
        ? [Extract<N, `${string}.${string}`>] extends [never]
          ? [Sized<D, L, H>] extends [never]
            ? Say<typeof overcut, [L, H, Axis, Show<S>]>
            : [Sized<D, L, H>]
          : Say<typeof broken, [L, H]>
        : never
    : [number]

/** Edges in full: [low, high]; such as cut more than there is are refused. */
export const edgesOf = (
  op: string,
  shape: readonly number[],
  axis: number,
  edges: Edges,
): readonly [low: number, high: number] => {
  const [low = 0, high = 0] = edges
  if (!Number.isInteger(low) || !Number.isInteger(high)) return refuse(op, broken, low, high)
  const size = (shape[axis] ?? 0) + low + high
  return size < 0 ? refuse(op, overcut, low, high, axis, show(shape)) : [low, high]
}

/** The shape after gaps between elements and edges around them; negative edges cut. */
export const padShape = (
  op: string,
  shape: readonly number[],
  low: readonly number[],
  high: readonly number[],
  interior: readonly number[],
): number[] =>
  shape.map((d, i) => {
    const size = d + Math.max(d - 1, 0) * (interior[i] ?? 0) + (low[i] ?? 0) + (high[i] ?? 0)
    if (size < 0 || (interior[i] ?? 0) < 0)
      return refuse(op, overcut, low[i] ?? 0, high[i] ?? 0, i, show(shape))
    return size
  })
