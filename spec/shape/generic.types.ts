/** Shape rules in code that is generic in dims, in leading axes or in whole shapes: decided at once, without a cast. */
import type {
  Broadcast,
  BroadcastGuard,
  Concat,
  ConcatGuard,
  Dim,
  MatMul,
  MatMulGuard,
  Reduce,
  ReduceGuard,
  Reshape,
  ReshapeGuard,
  Shape,
} from '../../src/shape/index.js'
import type { Claims, Equal } from '../types/equal.js'

interface Box<in out S> {
  readonly shape: S
}
declare const add: <A extends Shape, B extends Shape>(
  a: Box<A>,
  b: Box<B> & BroadcastGuard<'add', A, B>,
) => Box<Broadcast<A, B>>
declare const matmul: <A extends Shape, B extends Shape>(
  a: Box<A>,
  b: Box<B> & MatMulGuard<'matmul', A, B>,
) => Box<MatMul<A, B>>
declare const sum: <X extends number>(
  axis: X,
) => <S extends Shape>(x: Box<S> & ReduceGuard<'sum', S, [X]>) => Box<Reduce<S, [X]>>
declare const reshape: <const T extends number[]>(
  ...to: T
) => <S extends Shape>(x: Box<S> & ReshapeGuard<'reshape', S, T>) => Box<Reshape<S, T>>

/** A scalar with any shape, in both orders. */
export const scaled = <S extends Shape>(x: Box<S>, k: Box<[]>): Box<S> => add(k, add(x, k))
export const scaledBatch = <B extends Dim, S extends Shape>(x: Box<[B, ...S]>, k: Box<[]>): Box<[B, ...S]> =>
  add(k, add(x, k))

/** A bias in front. */
export const biased = <B extends Dim, N extends Dim>(x: Box<[B, N]>, b: Box<[N]>): Box<[B, N]> => add(b, x)

/** A bias behind any leading axes. */
export const leading = <S extends Shape, N extends Dim>(x: Box<[...S, N]>, b: Box<[N]>): Box<[...S, N]> =>
  add(b, add(x, b))

/** A size of 1 that stretches to a generic one. */
export const outer = <B extends Dim, L extends Dim>(x: Box<[B, 1, 10]>, y: Box<[L, 10]>): Box<[B, L, 10]> =>
  add(x, y)

/** A dense layer behind any leading axes. */
export const dense = <S extends Shape, B extends Dim, M extends Dim, N extends Dim>(
  x: Box<[...S, B, M]>,
  w: Box<[M, N]>,
  b: Box<[N]>,
): Box<[...S, B, N]> => add(matmul(x, w), b)

/** A sum over samples, and over the features of any leading axes. */
export const samples = <L extends Dim, S extends Shape>(x: Box<[L, ...S]>): Box<S> => sum(0)(x)
export const features = <S extends Shape, N extends Dim>(x: Box<[...S, N]>): Box<S> => sum(-1)(x)

/** Images of any batch. */
export const images = <B extends Dim>(x: Box<[B, 784]>): Box<[B, 28, 28, 1]> => reshape(-1, 28, 28, 1)(x)

export type Named = Claims<
  [
    Equal<Reshape<['B', 784], [-1, 28, 28]>, ['B', 28, 28]>,
    Equal<Reshape<[number, 784], [-1, 28, 28]>, [number, 28, 28]>,
    Equal<Concat<[number, 3], [4, 5], 1>, [4, 8]>,
  ]
>

/** Shapes of unknown rank are left to run time. */
export type Unranked = Claims<
  [
    Equal<BroadcastGuard<'add', number[], [3]>, unknown>,
    Equal<Broadcast<[3], number[]>, Shape>,
    Equal<MatMulGuard<'matmul', number[], [3, 4]>, unknown>,
    Equal<MatMul<[2, 3], number[]>, Shape>,
    Equal<ConcatGuard<'concat', [2], number[], 0>, unknown>,
    Equal<ReshapeGuard<'reshape', number[], [3]>, unknown>,
    Equal<ReduceGuard<'sum', number[], [1]>, unknown>,
  ]
>

/** What the compiler can know to be wrong, it says. */
export type Refused = Claims<
  [
    Equal<ReshapeGuard<'reshape', [4], [-1, -1]>, 'reshape: [-1, -1] leaves more than one size open'>,
    Equal<ReduceGuard<'sum', [2, 3], [1, -1]>, 'sum: axis 1 of [2, 3] is named twice'>,
  ]
>

/** An operand that failed before is not reported once more. */
// biome-ignore lint/suspicious/noExplicitAny: what a failed rule gives
type Broken = any
export type Silence = Claims<
  [
    Equal<BroadcastGuard<'add', Broken, [3]>, unknown>,
    Equal<Broadcast<[3], Broken>, Broken>,
    Equal<MatMulGuard<'matmul', Broken, [3, 4]>, unknown>,
    Equal<MatMul<[2, 3], Broken>, Broken>,
    Equal<ReduceGuard<'sum', Broken, [1]>, unknown>,
    Equal<Reduce<Broken, [1]>, Broken>,
    Equal<ReshapeGuard<'reshape', Broken, [3]>, unknown>,
  ]
>

/** Sizes that are not known to be equal do not meet. */
export const mixed = <B extends Dim, C extends Dim, S extends Shape>(
  x: Box<[B, 3]>,
  y: Box<[C, 3]>,
  z: Box<S>,
): readonly unknown[] => [
  // @ts-expect-error B and C
  add(x, y),
  // @ts-expect-error B and 3
  matmul(x, x),
  // @ts-expect-error S and [B, 3]
  add(x, z),
]
