/** Keys: the state of the generator as a value. Nothing is drawn twice from one key; split it first. */
import { seedWords } from '../tensor/threefry.js'
import { foldIn } from '../tensor/primitive/draw.js'
import { keyOf } from '../tensor/primitive/leaf.js'
import { expression, type Key, typed } from '../tensor/tensor.js'

/**
 * The key of a seed; 0 is a seed like any other.
 * @category random
 * @since 0.1.0
 * @example
 * import { key, normal, read, use } from 'reparam'
 * await use('cpu')()
 * const once = await read(normal(3)(key(0)))
 * const again = await read(normal(3)(key(0)))
 * console.assert(once.join() === again.join())
 */
export const key = (seed: number): Key => {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`key: a seed is an integer from 0 to 2^53 - 1, found ${seed}`)
  return typed<Key>(keyOf(seedWords(seed)))
}

/**
 * The key derived from a key and a count: as `jax.random.fold_in`.
 * @category random
 * @since 0.1.0
 * @example
 * import { fold, key, normal, read, use } from 'reparam'
 * await use('cpu')()
 * const first = await read(normal(3)(fold(1)(key(0))))
 * const second = await read(normal(3)(fold(2)(key(0))))
 * console.assert(first.join() !== second.join())
 */
export const fold =
  (data: number) =>
  (from: Key): Key =>
    typed<Key>(foldIn(expression(from), data))

/** As many keys as a tuple is long. */
type Keys<N extends number, Acc extends Key[] = []> = number extends N
  ? readonly Key[]
  : Acc['length'] extends N
    ? readonly [...Acc]
    : Keys<N, [...Acc, Key]>

/**
 * Independent keys made of one, which is not used again: as `jax.random.split`.
 * @category random
 * @since 0.1.0
 * @example
 * import { key, split } from 'reparam'
 * const [first, second] = split(2)(key(0))
 * console.assert(first !== second)
 */
export const split =
  <N extends number>(count: N) =>
  (from: Key): Keys<N> =>
    exactly<N>(Array.from({ length: count }, (_, i) => fold(i)(from)))

/** A list whose length was the argument. */
const exactly = <N extends number>(keys: readonly Key[]): Keys<N> => keys as unknown as Keys<N>
