/** Arithmetic on dims, and the shapes of what puts axes, elements and tensors in another place. */
import type {
  Add,
  CeilDiv,
  Chunk,
  ChunkGuard,
  Concat,
  ConcatAll,
  ConcatGuard,
  CountGuard,
  Dim,
  FlattenFrom,
  FloorDiv,
  Gather,
  Insert,
  InsertGuard,
  Mul,
  Pad,
  PadGuard,
  Reduce,
  ReduceGuard,
  Repeat,
  RepeatGuard,
  Reshape,
  Shape,
  Size,
  Slice,
  SliceGuard,
  SplitTailGuard,
  Squeeze,
  SqueezeGuard,
  StackGuard,
  Sub,
  Tile,
  TileGuard,
  Unstack,
  VectorGuard,
} from '../../src/shape/index.js'
import {
  chunk,
  concat,
  expandDims,
  flattenFrom,
  gather,
  type IntTensor,
  oneHot,
  pad,
  repeat,
  slice,
  squeeze,
  stack,
  sum,
  type Tensor,
} from '../../src/tensor/index.js'
import type { Claims, Equal, Equal as Same } from '../types/equal.js'

// ------------------------------------------------------------------ dims

export type Literals = Claims<
  [
    Equal<Add<2147483648, 2147483648>, 4294967296>,
    Equal<Sub<5, 3>, 2>,
    Equal<Sub<3, 5>, never>,
    Equal<Mul<65536, 32768>, 2147483648>,
    Equal<CeilDiv<2147483649, 2>, 1073741825>,
    Equal<FloorDiv<2147483649, 2>, 1073741824>,
    Equal<Add<number, 3>, number>,
    Equal<Mul<'B', number>, number>,
    Equal<Sub<number, 1>, number>,
    Equal<CeilDiv<number, 2>, number>,
  ]
>

export type Nothing = Claims<
  [
    Equal<Add<'B', 0>, 'B'>,
    Equal<Add<0, 'B'>, 'B'>,
    Equal<Sub<'B', 0>, 'B'>,
    Equal<Sub<'B', 'B'>, 0>,
    Equal<Mul<'B', 1>, 'B'>,
    Equal<Mul<1, 'B'>, 'B'>,
    Equal<Mul<0, 'B'>, 0>,
    Equal<CeilDiv<'B', 1>, 'B'>,
    Equal<FloorDiv<'B', 1>, 'B'>,
    Equal<FloorDiv<'B', 'B'>, 1>,
    Equal<Add<0, 0>, 0>,
    Equal<Mul<1, 1>, 1>,
  ]
>

export type Sums = Claims<
  [
    Equal<Add<'B', 'A'>, 'A+B'>,
    Equal<Add<'A', 'B'>, 'A+B'>,
    Equal<Add<1, 'T'>, 'T+1'>,
    Equal<Add<Add<'T', 1>, 2>, 'T+3'>,
    Equal<Add<Add<'B', 1>, Add<'A', 2>>, 'A+B+3'>,
    Equal<Add<Sub<'T', 3>, 1>, 'T-2'>,
    Equal<Sub<Add<'T', 3>, 3>, 'T'>,
    Equal<Sub<Sub<'T', 1>, 2>, 'T-3'>,
    Equal<Sub<'T', Sub<'T', 3>>, 3>,
    Equal<Sub<'A', 'B+C'>, 'A-(B+C)'>,
    Equal<Add<'ceil((A+1)/2)', 'B'>, 'B+ceil((A+1)/2)'>,
    Equal<Add<'B', 'ceil((A+1)/2)'>, 'B+ceil((A+1)/2)'>,
  ]
>

export type Products = Claims<
  [
    Equal<Mul<'T', 2>, '2*T'>,
    Equal<Mul<Mul<2, 'T'>, 3>, '6*T'>,
    Equal<Mul<'T', 'B'>, 'B*T'>,
    Equal<Mul<'B', 'T'>, 'B*T'>,
    Equal<Mul<'x10', 'x1'>, 'x1*x10'>,
    Equal<Mul<'2*B', '3*A'>, '6*A*B'>,
    Equal<Mul<2, 'A+B'>, '2*(A+B)'>,
    Equal<Mul<3, '2*ceil((A+1)/2)'>, '6*ceil((A+1)/2)'>,
    Equal<Mul<'ceil(A/2)', 'B'>, 'B*ceil(A/2)'>,
    Equal<Size<['T', 'B', 7, 7]>, Size<[49, 'B', 'T']>>,
  ]
>

export type Quotients = Claims<
  [
    Equal<CeilDiv<'H', 2>, 'ceil(H/2)'>,
    Equal<CeilDiv<CeilDiv<'H', 2>, 2>, 'ceil(H/4)'>,
    Equal<FloorDiv<FloorDiv<'H', 2>, 3>, 'floor(H/6)'>,
    Equal<FloorDiv<CeilDiv<'H', 2>, 2>, 'floor(ceil(H/2)/2)'>,
    Equal<CeilDiv<'4*H', 2>, '2*H'>,
    Equal<CeilDiv<'3*H', 2>, 'ceil(3*H/2)'>,
    Equal<FloorDiv<'H+1', 2>, 'floor((H+1)/2)'>,
    Equal<CeilDiv<'H', '2*K'>, 'ceil(H/(2*K))'>,
    Equal<CeilDiv<'H', 'K+1'>, 'ceil(H/(K+1))'>,
  ]
>

// ------------------------------------------------------------------ axes

export type Axes = Claims<
  [
    Equal<Insert<[2, 3], 0, 1>, [1, 2, 3]>,
    Equal<Insert<[2, 3], 2, 1>, [2, 3, 1]>,
    Equal<Insert<[2, 3], -1, 1>, [2, 3, 1]>,
    Equal<Insert<[2, 3], -3, 1>, [1, 2, 3]>,
    Equal<Insert<[], -1, 5>, [5]>,
    Equal<Insert<Shape, 1, 5>, Shape>,
    Equal<InsertGuard<'expandDims', [2, 3], 3>, 'expandDims: axis 3 is out of range for [2, 3]'>,
    Equal<InsertGuard<'expandDims', [2, 3], -4>, 'expandDims: axis -4 is out of range for [2, 3]'>,
    Equal<Squeeze<[1, 3, 1], [0]>, [3, 1]>,
    Equal<Squeeze<[1, 3, 1], [0, -1]>, [3]>,
    Equal<Squeeze<[1, 'B', 1], []>, Shape>,
    Equal<Squeeze<[1, number], []>, Shape>,
    Equal<Squeeze<[number, 3], [0]>, [3]>,
    Equal<SqueezeGuard<'squeeze', ['B', 3], [0]>, 'squeeze: axis 0 of [B, 3] has size B, not 1'>,
    Equal<SqueezeGuard<'squeeze', [1, 3], [0, -2]>, 'squeeze: axis 0 of [1, 3] is named twice'>,
    Equal<FlattenFrom<[32, 28, 28, 1], 1>, [32, 784]>,
    Equal<FlattenFrom<['B', 'T', 8], -2>, ['B', '8*T']>,
    Equal<FlattenFrom<[2, 3], 0>, [6]>,
    Equal<VectorGuard<'dense', [7, 7]>, 'dense: expected [features], got [7, 7]; flatten first'>,
  ]
>

export type Reductions = Claims<
  [
    Equal<Reduce<[2, 3, 4], [-1, -3]>, [3]>,
    Equal<Reduce<[2, 3, 4], [2, 0], true>, [1, 3, 1]>,
    Equal<Reduce<[number, 3], [1, 0]>, []>,
    Equal<Reduce<[2, 3], []>, [2, 3]>,
    Equal<Reduce<[2, 3], number[]>, Shape>,
    Equal<ReduceGuard<'sum', [2, 3], [0, 0]>, 'sum: axis 0 of [2, 3] is named twice'>,
    Equal<ReduceGuard<'sum', [2, 3], [-1, -1]>, 'sum: axis 1 of [2, 3] is named twice'>,
    Equal<ReduceGuard<'sum', [2, 3], [0, -3]>, 'sum: axis -3 is out of range for [2, 3]'>,
    Equal<ReduceGuard<'sum', [2, 3], [0.5]>, 'sum: axis 0.5 is out of range for [2, 3]'>,
  ]
>

// ------------------------------------------------------------------ several tensors

export type Joins = Claims<
  [
    Equal<Concat<[2, 3], [2, 4], -1>, [2, 7]>,
    Equal<Concat<['T', 3], ['S', 3], 0>, ['S+T', 3]>,
    Equal<Concat<['T', 3], [1, 3], 0>, ['T+1', 3]>,
    Equal<ConcatAll<[2, 3], [[2, 4], [2, 5]], 1>, [2, 12]>,
    Equal<ConcatAll<[2, 3], Shape[], 1>, Shape>,
    Equal<
      ConcatGuard<'concat', [32, 400], [16, 400], -1>,
      'concat: [32, 400] and [16, 400] differ on axis 0 (32 vs 16); only axis 1 may'
    >,
    Equal<ConcatGuard<'concat', [32], [32, 400], 0>, 'concat: [32] and [32, 400] have different ranks'>,
    Equal<ConcatGuard<'concat', [2], [2], -2>, 'concat: axis -2 is out of range for [2]'>,
    Equal<StackGuard<'stack', [2], [3]>, 'stack: [2] and [3] differ'>,
    Equal<StackGuard<'stack', [2], [number]>, unknown>,
    Equal<Unstack<[2, 3], 0>, readonly [[3], [3]]>,
    Equal<Unstack<[2, 3], -1>, readonly [[2], [2], [2]]>,
    Equal<Unstack<[0, 3], 0>, readonly []>,
    Equal<Unstack<['T', 3], 0>, readonly [3][]>,
    Equal<Unstack<[1000, 3], 0>, readonly [3][]>,
    Equal<Unstack<[999, 3], 0>['length'], 999>,
  ]
>

export type Chunks = Claims<
  [
    Equal<Chunk<[2, 6], 1, 3>, readonly [[2, 2], [2, 2], [2, 2]]>,
    Equal<Chunk<[2, 6], -1, readonly [1, 5]>, readonly [[2, 1], [2, 5]]>,
    Equal<Chunk<['T', 6], 0, 2>, readonly [['floor(T/2)', 6], ['floor(T/2)', 6]]>,
    Equal<Chunk<['4*T'], 0, 2>, readonly [['2*T'], ['2*T']]>,
    Equal<Chunk<[number], 0, 2>, readonly [[number], [number]]>,
    Equal<Chunk<[6], 0, number>, readonly [number][]>,
    Equal<ChunkGuard<'chunk', ['T'], 0, 2>, unknown>,
    Equal<ChunkGuard<'chunk', [2, 6], 1, 4>, 'chunk: axis 1 of [2, 6] does not divide into 4 parts'>,
    Equal<
      ChunkGuard<'chunk', [2, 6], -1, readonly [3, 4]>,
      'chunk: sizes [3, 4] add up to 7, but axis -1 of [2, 6] has 6'
    >,
    Equal<
      ChunkGuard<'chunk', [2, 6], -1, readonly [7, -1]>,
      'chunk: sizes [7, -1] are not all whole numbers of at least 0'
    >,
  ]
>

// ------------------------------------------------------------------ elements

export type Ranges = Claims<
  [
    Equal<Slice<[5, 6], [[0, 2], [1, -1]]>, [2, 4]>,
    Equal<Slice<[5, 6], [[], [2]]>, [5, 4]>,
    Equal<Slice<[5, 6], ['...', [0, 6, 4]]>, [5, 2]>,
    Equal<Slice<['T', 6], [[1, -1]]>, ['T-2', 6]>,
    Equal<Slice<['T', 6], [[-3]]>, [3, 6]>,
    Equal<Slice<['T', 6], [[0, 4]]>, [4, 6]>,
    Equal<Slice<['T'], [[0, -1, 2]]>, ['ceil((T-1)/2)']>,
    Equal<Slice<[number, 6], [[1]]>, [number, 6]>,
    Equal<Slice<[number, 6], [[0, 3]]>, [3, 6]>,
    Equal<Slice<[5], [[number, number]]>, [number]>,
    Equal<Slice<[5], [[2, 2]]>, [0]>,
    Equal<Slice<[5], []>, [5]>,
    Equal<SliceGuard<'slice', [5], [[2, 6]]>, 'slice: 2 to 6 by 1 is out of range for axis 0 of [5]'>,
    Equal<SliceGuard<'slice', [5], [[-6]]>, 'slice: -6 to 5 by 1 is out of range for axis 0 of [5]'>,
    Equal<SliceGuard<'slice', [5], [[0.5]]>, 'slice: 0.5 to 5 by 1 is out of range for axis 0 of [5]'>,
    Equal<
      SliceGuard<'slice', [5, 7], ['...', [0, 8]]>,
      'slice: 0 to 8 by 1 is out of range for axis 1 of [5, 7]'
    >,
    Equal<SliceGuard<'slice', [5], [[], [1]]>, 'slice: 2 is more than one for each axis of [5]'>,
  ]
>

export type Widths = Claims<
  [
    Equal<Pad<[2, 3], [[1, 1], [0, 2]]>, [4, 5]>,
    Equal<Pad<[2, 3], ['...', [1, 1]]>, [2, 5]>,
    Equal<Pad<['T', 3], [[1, 1]]>, ['T+2', 3]>,
    Equal<Pad<['T', 3], [[-1, 0]]>, ['T-1', 3]>,
    Equal<Pad<[0], [[-1, 2]]>, [1]>,
    Equal<Pad<[4], [[number, 1]]>, [number]>,
    Equal<PadGuard<'pad', [4], [[-3, -2]]>, 'pad: edges -3 and -2 cut more than axis 0 of [4]'>,
    Equal<PadGuard<'pad', [4], [[0.5, 1]]>, 'pad: edges 0.5 and 1 are not both whole numbers'>,
  ]
>

export type Repetitions = Claims<
  [
    Equal<Repeat<[2, 3], 2, -1>, [2, 6]>,
    Equal<Repeat<['T', 3], 2, 0>, ['2*T', 3]>,
    Equal<Repeat<[2, 3], number, 0>, [number, 3]>,
    Equal<RepeatGuard<'repeat', [2], 1.5, 0>, 'repeat: expected a whole number of at least 1, found 1.5'>,
    Equal<Tile<[2, 3], [2]>, [2, 6]>,
    Equal<Tile<[2, 3], [4, 2, 1]>, [4, 4, 3]>,
    Equal<Tile<Shape, [2]>, Shape>,
    Equal<TileGuard<'tile', [2], [2, 0]>, 'tile: expected a whole number of at least 1, found 0'>,
    Equal<CountGuard<'oneHot', 0>, 'oneHot: expected a whole number of at least 1, found 0'>,
    Equal<CountGuard<'oneHot', number>, unknown>,
    Equal<Gather<[4, 3], [5, 6], 0>, [5, 6, 3]>,
    Equal<Gather<[4, 3], [], -1>, [4]>,
    Equal<Reshape<['B', 'T', 64], [-1, 64]>, ['B*T', 64]>,
  ]
>

// ------------------------------------------------------------------ an operand that failed before is not reported again

// biome-ignore lint/suspicious/noExplicitAny: what a failed rule gives
type Broken = any
export type Silence = Claims<
  [
    Equal<SqueezeGuard<'squeeze', Broken, [0]>, unknown>,
    Equal<Squeeze<Broken, [0]>, Broken>,
    Equal<InsertGuard<'expandDims', Broken, 1>, unknown>,
    Equal<ChunkGuard<'chunk', Broken, 0, 2>, unknown>,
    Equal<Chunk<Broken, 0, 2>, Broken>,
    Equal<SliceGuard<'slice', Broken, [[1]]>, unknown>,
    Equal<Slice<Broken, [[1]]>, Broken>,
    Equal<PadGuard<'pad', Broken, [[1, 1]]>, unknown>,
    Equal<RepeatGuard<'repeat', Broken, 2, 0>, unknown>,
    Equal<TileGuard<'tile', Broken, [2]>, unknown>,
    Equal<ConcatGuard<'concat', [2], Broken, 0>, unknown>,
    Equal<ConcatAll<[2], [Broken, [2]], 0>, Broken>,
    Equal<StackGuard<'stack', [2], Broken>, unknown>,
    Equal<SplitTailGuard<'event', Broken, 1>, unknown>,
    Equal<Slice<[2], [[5]]>, Broken>,
    Equal<FlattenFrom<[2], 1>, Broken>,
  ]
>

// ------------------------------------------------------------------ generic dims and leading axes, decided at once

/** A claim inside a generic function. */
declare const claim: <A, B>(same: Same<A, B>) => void

export const generic = <B extends Dim, N extends Dim, S extends Shape, M extends Shape>(): void => {
  claim<Add<B, 0>, B>(true)
  claim<Mul<1, B>, B>(true)
  claim<Insert<S, 0, 1>, [1, ...S]>(true)
  claim<Insert<S, -1, N>, [...S, N]>(true)
  claim<Insert<[...S, N], -2, 1>, [...S, 1, N]>(true)
  claim<Reduce<[...S, 28, B, N], [-1, -3]>, [...S, B]>(true)
  claim<Reduce<[B, N, ...S], [0, 1]>, S>(true)
  claim<Squeeze<[...S, 1], [-1]>, S>(true)
  claim<Slice<[...S, 8], ['...', [0, 4]]>, [...S, 4]>(true)
  claim<Slice<[B, ...S], [[number, number]]>, [number, ...S]>(true)
  claim<Pad<[B, 8, 8, N], [[], [1, 1], [1, 1]]>, [B, 10, 10, N]>(true)
  claim<Chunk<[...S, 8], -1, 2>, readonly [[...S, 4], [...S, 4]]>(true)
  claim<Unstack<[2, ...S], 0>, readonly [S, S]>(true)
  claim<Concat<[...S, 3], [...S, 4], -1>, [...S, 7]>(true)
  claim<Repeat<[B, 8, 8, N], 2, 1>, [B, 16, 8, N]>(true)
  claim<Tile<[...S, 4], [2]>, [...S, 8]>(true)
  claim<Gather<[N, ...S], M, 0>, [...M, ...S]>(true)
  claim<StackGuard<'stack', S, S>, unknown>(true)
  claim<FlattenFrom<[B, 28, 28, 1], 1>, [B, 784]>(true)
}

// ------------------------------------------------------------------ operations in generic code, without a cast

/** The two halves of a head, whatever leads. */
export const halves = <S extends Shape>(
  x: Tensor<[...S, 40]>,
): readonly [Tensor<[...S, 20]>, Tensor<[...S, 20]>] => chunk(2, -1)(x)

/** A channel for images that have none. */
export const withChannel = <S extends Shape>(x: Tensor<S>): Tensor<[...S, 1]> => expandDims(-1)(x)
export const withoutChannel = <S extends Shape>(x: Tensor<[...S, 1]>): Tensor<S> => squeeze(-1)(x)

/** Images with an edge, and cut back. */
export const edged = <B extends Dim, C extends Dim>(x: Tensor<[B, 8, 8, C]>): Tensor<[B, 10, 10, C]> =>
  pad([[], [1, 1], [1, 1]])(x)
export const inner = <B extends Dim, C extends Dim>(x: Tensor<[B, 10, 10, C]>): Tensor<[B, 8, 8, C]> =>
  slice([], [1, -1], [1, -1])(x)

/** Images twice as large, and as vectors. */
export const larger = <B extends Dim, C extends Dim>(x: Tensor<[B, 8, 8, C]>): Tensor<[B, 16, 16, C]> =>
  repeat(2, 2)(repeat(2, 1)(x))
export const vectors = <B extends Dim>(x: Tensor<[B, 28, 28, 1]>): Tensor<[B, 784]> => flattenFrom(1)(x)

/** Two samples of anything side by side, and the features of three things one after the other. */
export const samples = <S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<[2, ...S]> => stack(0)(x, y)
export const features = <B extends Dim>(
  x: Tensor<[B, 2]>,
  y: Tensor<[B, 3]>,
  z: Tensor<[B, 4]>,
): Tensor<[B, 9]> => concat(-1)(x, y, z)

/** Rows at indices of any shape, rows between bounds that are numbers, and the sum over two axes at the end. */
export const embed = <M extends Shape, N extends Dim>(
  table: Tensor<[N, 16]>,
  at: IntTensor<M>,
): Tensor<[...M, 16]> => gather(table, at)
export const between = <B extends Dim, S extends Shape>(
  from: number,
  to: number,
  x: Tensor<[B, ...S]>,
): Tensor<[number, ...S]> => slice([from, to])(x)
export const pixels = <S extends Shape>(x: Tensor<[...S, 28, 28]>): Tensor<S> => sum(-1, -2)(x)
export const coded = <M extends Shape>(at: IntTensor<M>): Tensor<[...M, 10]> => oneHot(10)(at)
