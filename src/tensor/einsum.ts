/** Sums of products of any operands, written with a letter for each axis. */
import {
  type Einsum,
  type EinsumGuard,
  type EquationGuard,
  einsumShape,
  readEquation,
  type Shape,
} from '../shape/index.js'
import type { Expression } from './expression.js'
import { dotGeneral } from './primitive/dot.js'
import { multiply } from './primitive/elementwise.js'
import { broadcastInDim, reduce } from './primitive/reduction.js'
import { reshape, slice, transpose } from './primitive/structure.js'
import { expression, type Tensor, typed } from './tensor.js'

/** An expression with a letter for each axis. */
interface Lettered {
  readonly e: Expression
  readonly letters: readonly string[]
}

const axesOf = (letters: readonly string[], these: readonly string[]): readonly number[] =>
  these.map((letter) => letters.indexOf(letter))

/** The axes in the order of these letters, which are the same ones. */
const arranged = ({ e, letters }: Lettered, order: readonly string[]): Expression =>
  order.every((letter, i) => letter === letters[i]) ? e : transpose(e, axesOf(letters, order))

const summed = ({ e, letters }: Lettered, over: readonly string[]): Lettered => ({
  e: reduce('add', e, axesOf(letters, over)),
  letters: letters.filter((letter) => !over.includes(letter)),
})

/** The elements where the axes of a letter agree: as one axis, they stand one row and one element apart. */
const diagonal = ({ e, letters }: Lettered): Lettered => {
  const again = letters.findIndex((letter, i) => letters.indexOf(letter) < i)
  const letter = letters[again]
  if (letter === undefined) return { e, letters }
  const first = letters.indexOf(letter)
  const others = letters.flatMap((_, axis) => (axis === first || axis === again ? [] : [axis]))
  const front = transpose(e, [first, again, ...others])
  const [n = 0, , ...rest] = front.shape
  const flat = reshape(front, [n * n, ...rest])
  const start = flat.shape.map(() => 0)
  const strides = flat.shape.map((_, axis) => (axis === 0 ? n + 1 : 1))
  return diagonal({
    e: slice(flat, start, flat.shape, strides),
    letters: [letter, ...others.map((axis) => letters[axis] ?? '')],
  })
}

/** Elements multiplied where all shared letters agree, each operand repeated along those it has not. */
const product = (a: Lettered, b: Lettered): Lettered => {
  const letters = [...a.letters, ...b.letters.filter((letter) => !a.letters.includes(letter))]
  const right = letters.filter((letter) => b.letters.includes(letter))
  const shape = letters.map((l) => a.e.shape[a.letters.indexOf(l)] ?? b.e.shape[b.letters.indexOf(l)] ?? 0)
  return {
    e: multiply(
      broadcastInDim(a.e, shape, axesOf(letters, a.letters)),
      broadcastInDim(arranged(b, right), shape, axesOf(letters, right)),
    ),
    letters,
  }
}

/** Two operands as one, without the shared letters that nothing needs any more. */
const pair = (a: Lettered, b: Lettered, needed: readonly string[]): Lettered => {
  const shared = a.letters.filter((letter) => b.letters.includes(letter))
  const batch = shared.filter((letter) => needed.includes(letter))
  const contracting = shared.filter((letter) => !needed.includes(letter))
  const free = [a, b].map(({ letters }) => letters.filter((letter) => !shared.includes(letter)))
  // a matrix product has sums to make, and is no row by a column for each of a batch
  if (contracting.length === 0 || (batch.length > 0 && free.flat().length === 0))
    return summed(product(a, b), contracting)
  return {
    e: dotGeneral(a.e, b.e, {
      lhsBatch: axesOf(a.letters, batch),
      rhsBatch: axesOf(b.letters, batch),
      lhsContracting: axesOf(a.letters, contracting),
      rhsContracting: axesOf(b.letters, contracting),
    }),
    letters: [...batch, ...free.flat()],
  }
}

/** From left to right; a letter is summed as soon as neither the result nor another operand has it. */
const contract = (operands: readonly Lettered[], result: readonly string[]): Expression => {
  const single = operands.map(diagonal).map((x, i, all) => {
    const elsewhere = all.flatMap(({ letters }, j) => (j === i ? [] : letters))
    return summed(
      x,
      x.letters.filter((letter) => !result.includes(letter) && !elsewhere.includes(letter)),
    )
  })
  return arranged(
    single.reduce((a, b, i) =>
      pair(a, b, [...result, ...single.slice(i + 1).flatMap(({ letters }) => letters)]),
    ),
    result,
  )
}

/**
 * The sum of products that an equation writes: operands are multiplied where their letters agree, and letters that
 * the result does not have are summed. A letter that stands twice in one operand takes its diagonal.
 * @shape 'bij,bjk->bik': [B, I, J], [B, J, K] → [B, I, K]
 * @grad the other operands contracted with the cotangent
 * @failure `einsum: letter j is 3 in [2, 3] and 4 in [4, 5]`
 * @category contraction
 * @since 0.1.0
 * @example
 * import { einsum, matrix, read, use, vector } from 'reparam'
 * await use('cpu')()
 * const a = matrix([[1, 2], [3, 4]])
 * console.assert((await read(einsum('ij,j->i')(a, vector([1, 10])))).join() === '21,43')
 * console.assert((await read(einsum('ii->')(a))).join() === '5')
 */
export const einsum = <const Eq extends string>(equation: EquationGuard<'einsum', Eq>) => {
  const read = readEquation('einsum', equation)
  return <T extends [Shape, ...Shape[]]>(
    ...operands: { [I in keyof T]: Tensor<T[I]> & EinsumGuard<'einsum', Eq, T, I> }
  ): Tensor<Einsum<Eq, T>> => {
    const given = operands.map(expression)
    einsumShape(
      'einsum',
      read,
      given.map((e) => e.shape),
    )
    const lettered = given.map((e, i) => ({ e, letters: (read.operands[i] ?? '').split('') }))
    return typed(contract(lettered, read.result.split('')))
  }
}
