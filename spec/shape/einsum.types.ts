/** The shapes of einsum on literals, on names, on sizes that are unknown, and in code that is generic in dims. */
import type { Dim, Einsum, EinsumGuard, EquationGuard, Shape } from '../../src/shape/index.js'
import { einsum, type Tensor } from '../../src/tensor/index.js'
import type { Claims, Equal } from '../types/equal.js'

type Of<Equation extends string, Shapes extends Shape[]> = Einsum<Equation, Shapes>

export type OneOperand = Claims<
  [
    Equal<Of<'ij->ji', [[2, 3]]>, [3, 2]>,
    Equal<Of<'ij->i', [[2, 3]]>, [2]>,
    Equal<Of<'ij->', [[2, 3]]>, []>,
    Equal<Of<'ii->i', [[3, 3]]>, [3]>,
    Equal<Of<'ii->', [[3, 3]]>, []>,
    Equal<Of<'iji->ij', [[3, 4, 3]]>, [3, 4]>,
    Equal<Of<'->', [[]]>, []>,
    Equal<Of<'iI->Ii', [[2, 3]]>, [3, 2]>,
  ]
>

export type MoreOperands = Claims<
  [
    Equal<Of<'bij,bjk->bik', [[5, 2, 3], [5, 3, 4]]>, [5, 2, 4]>,
    Equal<Of<'bi,bi->b', [[5, 2], [5, 2]]>, [5]>,
    Equal<Of<'i,j->ij', [[2], [3]]>, [2, 3]>,
    Equal<Of<'i,j->ji', [[2], [2147483649]]>, [2147483649, 2]>,
    Equal<Of<',i->i', [[], [3]]>, [3]>,
    Equal<Of<'i,ij,j->', [[2], [2, 3], [3]]>, []>,
    Equal<Of<'ab,bc,cd,de->ae', [[2, 3], [3, 4], [4, 5], [5, 6]]>, [2, 6]>,
  ]
>

export type Names = Claims<
  [
    Equal<Of<'bi,ij->bj', [['B', 3], [3, 4]]>, ['B', 4]>,
    Equal<Of<'bi,bj->bij', [['B', 3], ['B', 'N']]>, ['B', 3, 'N']>,
    Equal<EinsumGuard<'f', 'b,b->', [['B'], ['C']], '1'>, 'f: letter b is B in [B] and C in [C]'>,
    Equal<EinsumGuard<'f', 'b,b->', [['B'], [4]], '1'>, 'f: letter b is B in [B] and 4 in [4]'>,
  ]
>

/** A size that is known anywhere is known; one that is known nowhere stays open. */
export type Unknown = Claims<
  [
    Equal<Of<'bi,b->b', [[number, 3], [4]]>, [4]>,
    Equal<Of<'b,bi->b', [[4], [number, 3]]>, [4]>,
    Equal<Of<'b,b->b', [[number], [number]]>, [number]>,
    Equal<Of<'b,b,b->b', [[number], ['B'], [number]]>, ['B']>,
    Equal<Of<'ii->i', [[number, 3]]>, [3]>,
    Equal<Of<'ij,jk->ik', [number[], [3, 4]]>, [number, 4]>,
    Equal<Of<'ij,jk->ijk', [[2, 3], number[]]>, [2, 3, number]>,
    Equal<Of<string, [[2, 3]]>, Shape>,
    Equal<Of<`${string}->i`, [[2, 3]]>, Shape>,
    Equal<Of<'ij->i', Shape[]>, Shape>,
    Equal<EinsumGuard<'f', 'b,b->', [[number], [4]], '1'>, unknown>,
    Equal<EinsumGuard<'f', 'b,b,b->', [[number], [4], [5]], '2'>, 'f: letter b is 4 in [4] and 5 in [5]'>,
    Equal<EinsumGuard<'f', 'ij,jk->ik', [number[], [3, 4]], '0' | '1'>, unknown>,
    Equal<EinsumGuard<'f', string, [[2, 3]], '0'>, unknown>,
    Equal<EquationGuard<'f', string>, string>,
    Equal<EquationGuard<'f', 'ij->ji'>, 'ij->ji'>,
  ]
>

/** The words stand at the operand where the fault shows, and nowhere else. */
export type Places = Claims<
  [
    Equal<EinsumGuard<'f', 'i,j,j->', [[2], [3], [4]], '0' | '1'>, unknown>,
    Equal<EinsumGuard<'f', 'i,j,j->', [[2], [3], [4]], '2'>, 'f: letter j is 3 in [3] and 4 in [4]'>,
    Equal<EinsumGuard<'f', 'ij,j->', [[2], [4]], '0'>, "f: 'ij' and [2] differ in rank (2 vs 1)">,
    Equal<EinsumGuard<'f', 'ij,j->', [[2], [4]], '1'>, unknown>,
    Equal<EinsumGuard<'f', 'i->', [[2], [2], [2]], '1'>, 'f: operand count 3 differs from the 1 of i->'>,
    Equal<EinsumGuard<'f', 'i->', [[2], [2], [2]], '0' | '2'>, unknown>,
    Equal<
      EinsumGuard<'f', 'i,i,i,i->', [[2], [2]], '1'>,
      'f: operand count 2 differs from the 4 of i,i,i,i->'
    >,
    Equal<EinsumGuard<'f', 'i,i,i,i->', [[2], [2]], '0'>, unknown>,
  ]
>

/** What failed before is not reported once more. */
// biome-ignore lint/suspicious/noExplicitAny: what a failed rule gives
type Broken = any
export type Silence = Claims<
  [
    Equal<Of<'ij->ik', [[2, 3]]>, Broken>,
    Equal<EinsumGuard<'f', 'ij->ik', [[2, 3]], '0'>, unknown>,
    Equal<Of<'ij,jk->ik', [Broken, [3, 4]]>, Broken>,
    Equal<EinsumGuard<'f', 'ij,jk->ik', [Broken, [3, 4]], '0' | '1'>, unknown>,
    Equal<Of<'ij,jk->ik', [[2, 3], [4, 5]]>, Broken>,
  ]
>

// ------------------------------------------------------------------ generic code, without a cast

/** A dense layer, a pair of batches, the diagonal of any batch of squares. */
export const dense = <B extends Dim, M extends Dim, N extends Dim>(
  x: Tensor<[B, M]>,
  w: Tensor<[M, N]>,
): Tensor<[B, N]> => einsum('bm,mn->bn')(x, w)
export const inner = <B extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[B, 3]>): Tensor<[B]> =>
  einsum('bi,bi->b')(x, y)
export const diagonals = <B extends Dim, N extends Dim>(x: Tensor<[B, N, N]>): Tensor<[N, B]> =>
  einsum('bnn->nb')(x)
export const attention = <B extends Dim, L extends Dim, K extends Dim, Z extends Dim>(
  q: Tensor<[B, L, Z]>,
  k: Tensor<[B, K, Z]>,
  v: Tensor<[B, K, 8]>,
): Tensor<[B, L, 8]> => einsum('blz,bkz,bkv->blv')(q, k, v)

/** A batch that is known behind one that is not. */
export const refined = <B extends Dim>(x: Tensor<[number, 3]>, y: Tensor<[B, 3]>): Tensor<[B]> =>
  einsum('bi,bi->b')(x, y)
export const refinedBehind = <B extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[number, 3]>): Tensor<[B]> =>
  einsum('bi,bi->b')(x, y)

/** Sizes that are not known to be equal do not meet. */
export const mixed = <B extends Dim, C extends Dim>(x: Tensor<[B, 3]>, y: Tensor<[C, 3]>): unknown => [
  // @ts-expect-error B and C
  einsum('bi,bi->b')(x, y),
  // @ts-expect-error B and 3
  einsum('ii->i')(x),
]
