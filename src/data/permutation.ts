import { type Key, wordsOf } from '../random/index.js'
import { randomBits } from '../tensor/threefry.js'

/**
 * The numbers 0 … n − 1 in an order that a key determines.
 * @math Fisher–Yates; position i takes one of the first i + 1 by ⌊(i + 1) · bits / 2³²⌋, even to within n / 2³²
 * @law a permutation has each number below n exactly once
 * @source Durstenfeld: Algorithm 235, random permutation (1964)
 * @category data
 * @since 0.1.0
 * @example
 * import { fold, key, permutation } from 'reparam'
 * const order = permutation(fold(1)(key(42)))(5)
 * console.assert([...order].sort().join() === '0,1,2,3,4')
 * console.assert(order.join() === permutation(fold(1)(key(42)))(5).join())
 */
export const permutation =
  (key: Key) =>
  (n: number): Uint32Array => {
    const order = Uint32Array.from({ length: n }, (_, i) => i)
    const bits = randomBits(wordsOf(key), n)
    for (let i = n - 1; i > 0; i -= 1) {
      const j = Math.floor(((i + 1) * (bits[i] ?? 0)) / 2 ** 32)
      const [a = 0, b = 0] = [order[i], order[j]]
      order[i] = b
      order[j] = a
    }
    return order
  }
