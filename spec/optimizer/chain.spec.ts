import { describe, expect, test } from 'vitest'
import {
  adam,
  adamw,
  applyUpdates,
  chain,
  clipByGlobalNorm,
  decayWeights,
  globalNorm,
  momentum,
  type Optimizer,
  sgd,
} from '../../src/optimizer/index.js'
import { type Backend, compile, liveTensors, release } from '../../src/run/index.js'
import { matrix, vector } from '../../src/tensor/index.js'
import { paths, type Tree } from '../../src/tree/index.js'
import { backendNames, started } from '../support/backends.js'
import { expectNear, numberOf, numbersOf, numbersOfTree } from '../support/near.js'

const params = {
  kernel: matrix([
    [1, -2, 3],
    [0.5, 0, -1],
  ]),
  bias: vector([0.25, -4]),
}
const slopes = {
  kernel: matrix([
    [3, 0, -1],
    [2, 2, 0.5],
  ]),
  bias: vector([-6, 1]),
}

/** The updates of three steps with the same gradients, and the state after them. */
const three = (optimizer: Optimizer): readonly [updates: readonly Tree[], state: Tree] => {
  let state = optimizer.init(params)
  const updates: Tree[] = []
  for (let i = 0; i < 3; i += 1) {
    const [update, next] = optimizer.update(slopes, state, params)
    updates.push(update)
    state = next
  }
  return [updates, state]
}

const clip = clipByGlobalNorm(1)
const decay = decayWeights(0.1)

describe.each(backendNames)('on %s', (name) => {
  const same = async (a: Optimizer, b: Optimizer): Promise<void> => {
    const backend = await started(name)
    expect(await numbersOfTree(three(a)[0], backend)).toEqual(await numbersOfTree(three(b)[0], backend))
  }

  test('law: identity — chain() gives what it takes, alone, before and after another', async () => {
    const backend = await started(name)
    const [updates] = chain().update(slopes, chain().init(params), params)
    expect(await numbersOfTree(updates, backend)).toEqual(await numbersOfTree(slopes, backend))
    await same(chain(chain(), adam({ rate: 0.1 })), adam({ rate: 0.1 }))
    await same(chain(adam({ rate: 0.1 }), chain()), adam({ rate: 0.1 }))
  })

  test('law: associativity — however a chain is bracketed, the same numbers bit for bit', async () => {
    const [a, b, c] = [clip, momentum({ rate: 0.1, decay: 0.9 }), decay]
    await same(chain(chain(a, b), c), chain(a, chain(b, c)))
    await same(chain(a, b, c), chain(a, chain(b, c)))
  })

  test('the order of a chain matters: what is clipped first is not what is clipped last', async () => {
    const backend = await started(name)
    const [first] = three(chain(clip, sgd({ rate: 10 })))
    const [last] = three(chain(sgd({ rate: 10 }), clip))
    expectNear([await numberOf(globalNorm(first[0] ?? []), backend)], [10], 1e-6)
    expectNear([await numberOf(globalNorm(last[0] ?? []), backend)], [1], 1e-6)
  })

  test('clipping leaves short gradients as they are, and no gradient at all too', async () => {
    const backend = await started(name)
    const short = { a: vector([0.3, 0.4]), b: vector([0]) }
    const [kept] = clip.update(short, clip.init(short), short)
    expect(await numbersOfTree(kept, backend)).toEqual(await numbersOfTree(short, backend))
    const none = { a: vector([0, 0]) }
    const [zero] = clip.update(none, clip.init(none), none)
    expect(await numbersOf(zero.a, backend)).toEqual([0, 0])
  })

  test('clipping keeps the direction and brings the norm of all leaves together to the maximum', async () => {
    const backend = await started(name)
    const norm = Math.sqrt(9 + 1 + 4 + 4 + 0.25 + 36 + 1)
    expectNear([await numberOf(globalNorm(slopes), backend)], [norm], 1e-6)
    const [clipped] = clip.update(slopes, clip.init(params), params)
    expectNear(await numbersOf(clipped.bias, backend), [-6 / norm, 1 / norm], 1e-6)
  })

  test('adam divides by the root plus 1e-8, the same on every backend', async () => {
    const backend = await started(name)
    const optimizer = adam({ rate: 1 })
    const tiny = { x: vector([1e-8, -3e-8, 1e-10, 1]) }
    const [updates] = optimizer.update(tiny, optimizer.init(tiny), tiny)
    expectNear(await numbersOf(updates.x, backend), [-1 / 2, 3 / 4, -1 / 101, -1], 2e-6)
  })

  test("adam's first step is the rate, to the last digits", async () => {
    const backend = await started(name)
    const optimizer = adam({ rate: 1 })
    const one = { x: vector([1, -5, 0.125]) }
    const [updates] = optimizer.update(one, optimizer.init(one), one)
    expectNear(await numbersOf(updates.x, backend), [-1, 1, -1], 4e-7)
  })

  test.each([
    ['sgd', sgd({ rate: 0.1 })],
    ['momentum', momentum({ rate: 0.1, decay: 0.9 })],
    ['adam', adam({ rate: 0.1 })],
    ['adamw', adamw({ rate: 0.1, weight: 0.01 })],
    ['a chain with stateless parts', chain(clip, chain(), adam({ rate: 0.1 }), decay)],
  ])(
    'the state of %s survives compile: same paths, same numbers, nothing left behind',
    async (_, optimizer) => {
      const backend = await started(name)
      const before = liveTensors(backend)
      const [plain, after] = three(optimizer)
      const compiled = await threeCompiled(optimizer, backend)
      expect(compiled.paths).toEqual(paths(after))
      expectNear(compiled.updates.flat(), (await numbersOfTree(plain[2] ?? [], backend)).flat(), 1e-6)
      expectNear(compiled.state.flat(), (await numbersOfTree(after, backend)).flat(), 1e-6)
      expect(liveTensors(backend)).toBe(before)
    },
  )
})

/** The last of three compiled steps, with the state that each gives handed to the next. */
const threeCompiled = async (optimizer: Optimizer, backend: Backend) => {
  const step = compile(
    (state: Tree): readonly [Tree, Tree] => optimizer.update<Tree>(slopes, state, params),
    backend,
  )
  let given: readonly [Tree, Tree] = [[], optimizer.init(params)]
  for (let i = 0; i < 3; i += 1) {
    const next = step(given[1])
    release(given)
    given = next
  }
  const [updates, state] = given
  const found = {
    updates: await numbersOfTree(updates, backend),
    state: await numbersOfTree(state, backend),
    paths: paths(state),
  }
  release(given)
  step.release()
  return found
}

test('updates have the structure of the parameters, and a state that of the optimizer', () => {
  const optimizer = adamw({ rate: 0.1, weight: 0.01 })
  const [updates, state] = optimizer.update(slopes, optimizer.init(params), params)
  expect(paths(updates)).toEqual(['kernel', 'bias'])
  expect(paths(state)).toEqual(paths(optimizer.init(params)))
  expect(paths(applyUpdates(params, updates))).toEqual(['kernel', 'bias'])
})

test('sgd remembers nothing but the step', () => {
  expect(paths(sgd({ rate: 0.1 }).init(params))).toEqual(['step'])
})
