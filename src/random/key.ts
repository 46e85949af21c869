/** Keys: the state of the generator as a value. Nothing is drawn twice from one key; split it first. */

import { foldIn } from '../tensor/primitive/draw.js'
import { keyOf } from '../tensor/primitive/leaf.js'
import { expression, type Key, typed } from '../tensor/tensor.js'
import { fold as foldWords, seedWords, type Words } from '../tensor/threefry.js'

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
    throw new RangeError(`key: expected a seed that is an integer from 0 to 2^53 - 1, found ${seed}`)
  return typed<Key>(keyOf(seedWords(seed)))
}

/**
 * The key derived from a key and a count: as `jax.random.fold_in`.
 * @failure RangeError: `fold: expected an integer from 0 to 2^32 - 1, found -1`
 * @category random
 * @since 0.1.0
 */
export const fold = (data: number): ((from: Key) => Key) => {
  if (!Number.isInteger(data) || data < 0 || data >= 2 ** 32)
    throw new RangeError(`fold: expected an integer from 0 to 2^32 - 1, found ${data}`)
  return (from) => typed<Key>(foldIn(expression(from), data))
}

/** As many keys as a tuple of one or two digits is long; a list for any other count. */
type Keys<N extends number> = number extends N
  ? readonly Key[]
  : `${N}` extends `-${string}` | `${infer _A}${infer _B}${infer _C}${infer _Rest}`
    ? readonly Key[]
    : Tuple<N>

type Tuple<N extends number, Acc extends Key[] = []> = Acc['length'] extends N
  ? readonly [...Acc]
  : Tuple<N, [...Acc, Key]>

/**
 * The two words of a key on the host; a key that a traced function takes has none yet.
 * @category random
 * @since 0.1.0
 */
export const wordsOf = (of: Key): Words => {
  const e = expression(of)
  if (e.op === 'key') return e.attributes.words
  const [from] = e.inputs
  if (e.op === 'foldIn' && from !== undefined) return foldWords(wordsOf(typed<Key>(from)), e.attributes.data)
  throw new TypeError('a key that is an argument of a traced function has no words on the host')
}

/**
 * Independent keys made of one, which is not used again: as `jax.random.split`.
 * @failure RangeError: `split: expected a whole number of at least 0, found -1`
 * @category random
 * @since 0.1.0
 * @example
 * import { key, split } from 'reparam'
 * const [first, second] = split(2)(key(0))
 * console.assert(first !== second)
 */
export const split = <N extends number>(count: N): ((from: Key) => Keys<N>) => {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`split: expected a whole number of at least 0, found ${count}`)
  return (from) => exactly<N>(Array.from({ length: count }, (_, i) => fold(i)(from)))
}

/** A list whose length was the argument. */
const exactly = <N extends number>(keys: readonly Key[]): Keys<N> => keys as unknown as Keys<N>
