import { function as F } from 'fp-ts'
import { expect, test } from 'vitest'
import { key, matrix, mul, read, shapeOf, use, vector } from '../../src/index.js'
import { andThen, defineLayer, input } from '../../src/layer/index.js'

const gain = defineLayer({
  in: [2],
  out: [2],
  init: () => vector([2, 3]),
  apply: (scale, x) => mul(x, scale),
})

test.each(['cpu', 'wasm'] as const)(
  'a layer of one’s own runs with whatever leads on %s',
  async (backend) => {
    await use(backend)()
    const net = F.pipe(input(2), andThen(gain), andThen(gain))
    const params = net.init(key(0))
    expect(params.length).toBe(2)
    const y = net.apply(
      params,
      matrix([
        [1, 1],
        [10, 100],
      ]),
    )
    expect(shapeOf(y)).toEqual([2, 2])
    expect([...(await read(y))]).toEqual([4, 9, 40, 900])
  },
)
