/** Shape rules on literals, on names, on sizes that are unknown, and in code that is generic in dims or whole shapes. */
import type {
  Broadcast,
  BroadcastGuard,
  Concat,
  ConcatGuard,
  Dim,
  GroupsGuard,
  MatMul,
  MatMulGuard,
  Reduce,
  ReduceGuard,
  Reshape,
  ReshapeGuard,
  Same,
  Shape,
  Show,
  Size,
  SplitTail,
  SplitTailGuard,
  Transpose,
  TransposeGuard,
} from '../../src/shape/index.js'
import type { Claims, Equal } from '../types/equal.js'

// ------------------------------------------------------------------ literals and names

export type Broadcasts = Claims<
  [
    Equal<Broadcast<[32, 1, 10], [5, 1]>, [32, 5, 10]>,
    Equal<Broadcast<[5, 1], [32, 1, 10]>, [32, 5, 10]>,
    Equal<Broadcast<['B', 10], [10]>, ['B', 10]>,
    Equal<Broadcast<['B', 10], ['B', 1]>, ['B', 10]>,
    Equal<Broadcast<['B', 10], []>, ['B', 10]>,
    Equal<Broadcast<[], ['B', 10]>, ['B', 10]>,
    Equal<Broadcast<[], []>, []>,
    Equal<Broadcast<[1], [1]>, [1]>,
    Equal<Broadcast<[0], [1]>, [0]>,
  ]
>

export type Products = Claims<
  [
    Equal<MatMul<[32, 784], [784, 10]>, [32, 10]>,
    Equal<MatMul<['B', 784], [784, 10]>, ['B', 10]>,
    Equal<MatMul<[5, 2, 3], [5, 3, 4]>, [5, 2, 4]>,
    Equal<MatMul<[5, 1, 2, 3], [7, 3, 4]>, [5, 7, 2, 4]>,
    Equal<MatMul<[5, 2, 3], [3, 4]>, [5, 2, 4]>,
  ]
>

export type Reductions = Claims<
  [
    Equal<Reduce<[2, 3, 4], [1]>, [2, 4]>,
    Equal<Reduce<[2, 3, 4], [-1]>, [2, 3]>,
    Equal<Reduce<[2, 3, 4], [0, -1]>, [3]>,
    Equal<Reduce<[2, 3, 4], [0, 1, 2]>, []>,
    Equal<Reduce<[2, 3, 4], [1], true>, [2, 1, 4]>,
    Equal<Reduce<[2, 3, 4], [-3, 2], true>, [1, 3, 1]>,
    Equal<Reduce<['B', 784], [1]>, ['B']>,
  ]
>

export type Reshapes = Claims<
  [
    Equal<Reshape<[32, 784], [32, 28, 28, 1]>, [32, 28, 28, 1]>,
    Equal<Reshape<[32, 784], [-1, 28, 28]>, [32, 28, 28]>,
    Equal<Reshape<[32, 28, 28], [32, -1]>, [32, 784]>,
    Equal<Reshape<[], [1, 1]>, [1, 1]>,
    Equal<Size<[7, 7, 64]>, 3136>,
    Equal<Size<[65536, 32768]>, 2147483648>,
    Equal<Size<['B', 7, 7, 64]>, '3136*B'>,
    Equal<Size<[]>, 1>,
    Equal<Size<[number, 3]>, number>,
  ]
>

export type Rearrangements = Claims<
  [
    Equal<Transpose<[2, 3, 4], [2, 0, 1]>, [4, 2, 3]>,
    Equal<Transpose<['B', 3], [1, 0]>, [3, 'B']>,
    Equal<Transpose<[], []>, []>,
    Equal<Concat<[32, 400], [32, 16], 1>, [32, 416]>,
    Equal<Concat<['B', 400], ['B', 16], 1>, ['B', 416]>,
    Equal<SplitTail<[8, 28, 28, 1], 3>, [[8], [28, 28, 1]]>,
    Equal<SplitTail<['B', 20], 1>, [['B'], [20]]>,
    Equal<SplitTail<[8], 0>, [[8], []]>,
    Equal<SplitTail<[8], 1>, [[], [8]]>,
  ]
>

// ------------------------------------------------------------------ words

/** Groups are whole, and at least one. */
export type Groups = Claims<
  [
    Equal<GroupsGuard<'norm', [7, 7, 12], 4>, unknown>,
    Equal<GroupsGuard<'norm', [7, 7, 12], number>, unknown>,
    Equal<GroupsGuard<'norm', [12], 8>, 'norm: 8 groups do not divide 12 channels of [12]'>,
    Equal<GroupsGuard<'norm', [12], 0>, 'norm: 0 groups do not divide 12 channels of [12]'>,
    Equal<GroupsGuard<'norm', [12], 1.5>, 'norm: 1.5 groups do not divide 12 channels of [12]'>,
    Equal<GroupsGuard<'norm', [12], -4>, 'norm: -4 groups do not divide 12 channels of [12]'>,
    Equal<GroupsGuard<'norm', [], 4>, 'norm: expected an example with at least one axis, got []'>,
  ]
>

export type Words = Claims<
  [
    Equal<Show<[28, 28, 1]>, '[28, 28, 1]'>,
    Equal<Show<['B', 784]>, '[B, 784]'>,
    Equal<Show<[]>, '[]'>,
    Equal<
      BroadcastGuard<'add', [32, 10], [32, 20]>,
      'add: cannot broadcast [32, 10] with [32, 20] (10 vs 20)'
    >,
    Equal<BroadcastGuard<'add', ['B', 10], ['C', 10]>, 'add: cannot broadcast [B, 10] with [C, 10] (B vs C)'>,
    Equal<
      MatMulGuard<'matmul', [32, 784], [400, 10]>,
      'matmul: inner dimensions 784 and 400 of [32, 784] and [400, 10] differ'
    >,
    Equal<ReduceGuard<'sum', [32, 784], [2]>, 'sum: axis 2 is out of range for [32, 784]'>,
    Equal<ReduceGuard<'sum', [], [0]>, 'sum: axis 0 is out of range for []'>,
    Equal<
      ReshapeGuard<'reshape', [32, 784], [32, 28, 29]>,
      'reshape: [32, 784] has 25088 elements but [32, 28, 29] has 25984'
    >,
    Equal<
      ReshapeGuard<'reshape', ['B', 784], [784]>,
      'reshape: [B, 784] has 784*B elements but [784] has 784'
    >,
    Equal<
      TransposeGuard<'transpose', [2, 3], [0, 0]>,
      'transpose: [0, 0] does not name each axis of [2, 3] once'
    >,
    Equal<ConcatGuard<'concat', [2, 3], [2], 1>, 'concat: [2, 3] and [2] have different ranks'>,
    Equal<SplitTailGuard<'event', [8], 2>, 'event: 2 axes cannot be moved out of batch [8]'>,
    Equal<Same<784, 400, 'no'>, 'no'>,
    Equal<Same<[2, 'B'], [2, 'C'], 'no'>, 'no'>,
  ]
>

// ------------------------------------------------------------------ unknown sizes are left to run time

export type Unknown = Claims<
  [
    Equal<Broadcast<[number, 10], [4, 10]>, [4, 10]>,
    Equal<Broadcast<[4, 10], [number, 10]>, [4, 10]>,
    Equal<Broadcast<[number], [1]>, [number]>,
    Equal<Broadcast<['B', 3], [number, 3]>, [number, 3]>,
    Equal<Broadcast<[number, 3], ['B', 3]>, [number, 3]>,
    Equal<BroadcastGuard<'add', [number, 10], [4, 10]>, unknown>,
    Equal<BroadcastGuard<'add', [number, 10], ['B', 10]>, unknown>,
    Equal<MatMul<[5, number], [784, 10]>, [5, 10]>,
    Equal<MatMulGuard<'matmul', [5, 784], [number, 10]>, unknown>,
    Equal<Reduce<[number, 10], [1]>, [number]>,
    Equal<Reshape<['B', 784], [-1, 28, 28]>, ['B', 28, 28]>,
    Equal<ReshapeGuard<'reshape', [number, 784], [4, 28, 28]>, unknown>,
    Equal<Concat<[number, 3], [2, 3], 0>, [number, 3]>,
    Equal<ConcatGuard<'concat', [number, 3], [4, 3], 1>, unknown>,
    Equal<Same<number, 400, 'no'>, unknown>,
    Equal<Same<[2, number], [2, 4], 'no'>, unknown>,
  ]
>

export type UnknownRank = Claims<
  [
    Equal<Broadcast<Shape, [3]>, Shape>,
    Equal<Broadcast<[3], Shape>, Shape>,
    Equal<BroadcastGuard<'add', Shape, [3]>, unknown>,
    Equal<MatMul<Shape, [3, 4]>, Shape>,
    Equal<MatMulGuard<'matmul', [3, 4], Shape>, unknown>,
    Equal<Reduce<Shape, [1]>, Shape>,
    Equal<ReduceGuard<'sum', Shape, [1]>, unknown>,
    Equal<Reshape<Shape, [2, 3]>, [2, 3]>,
    Equal<Transpose<Shape, [1, 0]>, Shape>,
    Equal<Concat<[3], Shape, 0>, Shape>,
    Equal<ConcatGuard<'concat', Shape, [3], 0>, unknown>,
    Equal<SplitTail<Shape, 1>, [Shape, Shape]>,
    Equal<SplitTailGuard<'event', Shape, 1>, unknown>,
    Equal<Same<Shape, [2], 'no'>, unknown>,
    Equal<Size<Shape>, number>,
  ]
>

export type UnknownAxes = Claims<
  [
    Equal<Reduce<[2, 3], [number]>, Shape>,
    Equal<ReduceGuard<'sum', [2, 3], [number]>, unknown>,
    Equal<Transpose<[2, 3], number[]>, Shape>,
    Equal<Transpose<[2, 3], [number, number]>, [number, number]>,
    Equal<TransposeGuard<'transpose', [2, 3], number[]>, unknown>,
    Equal<Concat<[2], [3], number>, Shape>,
    Equal<ConcatGuard<'concat', [2], [3], number>, unknown>,
    Equal<SplitTail<[2, 3], number>, [Shape, Shape]>,
  ]
>

// ------------------------------------------------------------------ after a failed rule nothing more is said

export type Silence = Claims<
  [
    Equal<Broadcast<[2], [3]>, Broken>,
    Equal<MatMul<[2, 3], [4, 5]>, Broken>,
    Equal<Reduce<[2], [1]>, Broken>,
    Equal<Reshape<[2], [3]>, Broken>,
    Equal<Transpose<[2], [1]>, Broken>,
    Equal<Concat<[2], [3, 4], 0>, Broken>,
  ]
>
// biome-ignore lint/suspicious/noExplicitAny: what a failed rule gives
type Broken = any

// ------------------------------------------------------------------ generic code

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

/** One shape with itself, whatever it is. */
export const same = <S extends Shape>(x: Box<S>, y: Box<S>): Box<S> => add(x, y)

/** A leading axis before any shape. */
export const batched = <B extends Dim, S extends Shape>(
  x: Box<[B, ...S]>,
  y: Box<[B, ...S]>,
): Box<[B, ...S]> => add(x, y)

/** A bias. */
export const biased = <B extends Dim, N extends Dim>(x: Box<[B, N]>, y: Box<[N]>): Box<[B, N]> => add(x, y)

/** A bias on images. */
export const channels = <B extends Dim>(x: Box<[B, 7, 7, 32]>, y: Box<[32]>): Box<[B, 7, 7, 32]> => add(x, y)

/** A dense layer. */
export const dense = <B extends Dim, M extends Dim, N extends Dim>(
  x: Box<[B, M]>,
  w: Box<[M, N]>,
  b: Box<[N]>,
): Box<[B, N]> => add(matmul(x, w), b)

/** A sum over features. */
export const features = <B extends Dim>(x: Box<[B, 784]>): Box<[B]> => sum(1)(x)

/** Two batches do not meet, though both are generic. */
export const mixed = <B extends Dim, C extends Dim>(x: Box<[B, 3]>, y: Box<[C, 3]>) =>
  // @ts-expect-error B and C are not known to be equal
  add(x, y)
