/** Twenty steps of every optimizer against optax's, in float32 against float64. */
import { describe, expect, test } from 'vitest'
import { grad } from '../../src/gradient/index.js'
import {
  adam,
  adamw,
  applyUpdates,
  chain,
  clipByGlobalNorm,
  momentum,
  type Optimizer,
  sgd,
} from '../../src/optimizer/index.js'
import { type Backend, compile, release } from '../../src/run/index.js'
import { exponential, stepwise } from '../../src/schedule/index.js'
import {
  type AnyTensor,
  add,
  matmul,
  mul,
  scale,
  square,
  sub,
  sum,
  type Tensor,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import type { Tree } from '../../src/tree/index.js'
import golden from '../golden/optax.json' with { type: 'json' }
import { backendNames, started } from '../support/backends.js'
import { expectNear, numbersOfTree } from '../support/near.js'

const halving = exponential({ rate: 0.1, decay: 0.5, every: 5 })
const falling = stepwise({ rate: 0.1, decay: 0.1, every: 7 })

const optimizers: Readonly<Record<string, Optimizer>> = {
  sgd: sgd({ rate: 0.1 }),
  'sgd, exponential': sgd({ rate: halving }),
  'sgd, stepwise': sgd({ rate: falling }),
  momentum: momentum({ rate: 0.05, decay: 0.9 }),
  adam: adam({ rate: 0.1 }),
  'adam, other averages': adam({ rate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
  'adam, exponential': adam({ rate: halving }),
  adamw: adamw({ rate: 0.1, weight: 0.01 }),
  'adamw, stepwise': adamw({ rate: falling, weight: 0.1 }),
  'clip, sgd': chain(clipByGlobalNorm(1), sgd({ rate: 0.1 })),
  'clip, adamw': chain(clipByGlobalNorm(0.5), adamw({ rate: 0.1, weight: 0.01 })),
}

const host = <T extends AnyTensor>(rows: readonly number[] | readonly (readonly number[])[]): T => {
  const values = rows.flat()
  const shape = values.length === rows.length ? [values.length] : [rows.length, values.length / rows.length]
  return typed<T>(constant(Float32Array.from(values), shape))
}

/** A problem of the golden file: where it starts, and the slope of its loss. */
interface Problem<P extends Tree> {
  readonly start: P
  readonly slope: (params: P) => P
}

type Vector = { readonly x: Tensor<[4]> }
const quadratic: Problem<Vector> = {
  start: { x: host(golden.starts.quadratic.x) },
  slope: grad(({ x }: Vector) =>
    scale(0.5)(
      sum()(mul(host<Tensor<[4]>>(golden.curvature), square(sub(x, host<Tensor<[4]>>(golden.centre))))),
    ),
  ),
}

type Affine = { readonly kernel: Tensor<[2, 3]>; readonly bias: Tensor<[3]> }
const regression: Problem<Affine> = {
  start: { kernel: host(golden.starts.regression.kernel), bias: host(golden.starts.regression.bias) },
  slope: grad(({ kernel, bias }: Affine) => {
    const y = add(matmul(host<Tensor<[4, 2]>>(golden.inputs), kernel), bias)
    return scale(0.5)(sum()(square(sub(y, host<Tensor<[4, 3]>>(golden.targets)))))
  }),
}

/** The parameters after each of so many compiled steps, leaf by leaf. */
const trajectory = async <P extends Tree>(
  backend: Backend,
  optimizer: Optimizer,
  { start, slope }: Problem<P>,
  steps: number,
): Promise<readonly (readonly (readonly number[])[])[]> => {
  const step = compile((params: P, state: Tree): readonly [P, Tree] => {
    const [updates, next] = optimizer.update(slope(params), state, params)
    return [applyUpdates(params, updates), next]
  }, backend)
  let [params, state]: readonly [P, Tree] = [start, optimizer.init(start)]
  const path: (readonly (readonly number[])[])[] = []
  for (let i = 0; i < steps; i += 1) {
    const before = [params, state]
    ;[params, state] = step(params, state)
    release(before)
    path.push(await numbersOfTree(params, backend))
  }
  release([params, state])
  step.release()
  return path
}

/** Float32 rounding over twenty steps; the script that wrote the file saw 4e-7 for optax itself in float32, 1.05e-6 once. */
const tolerance = 1e-6

const along = (name: string, backend: Backend, optimizer: Optimizer, steps: number) => {
  if (name === 'quadratic') return trajectory(backend, optimizer, quadratic, steps)
  if (name === 'regression') return trajectory(backend, optimizer, regression, steps)
  throw new Error(`no problem is called ${name}`)
}

const optimizerOf = (name: string): Optimizer => {
  const found = optimizers[name]
  if (found === undefined) throw new Error(`no optimizer is called ${name}`)
  return found
}

describe.each(backendNames)('on %s', (backendName) => {
  test.each(golden.trajectories.map((t) => [t.optimizer, t.problem, t] as const))(
    '%s goes where optax goes on the %s',
    async (name, problem, { params }) => {
      const backend = await started(backendName)
      const path = await along(problem, backend, optimizerOf(name), params.length)
      const wanted = params.map((leaves) => Object.values(leaves).flat())
      expectNear(path.flat(2), wanted.flat(), tolerance)
    },
  )
})

test('every trajectory of the file is run: eleven optimizers, two problems, twenty steps', () => {
  expect(golden.trajectories.map((t) => t.params.length)).toEqual(Array.from({ length: 22 }, () => 20))
  expect([...new Set(golden.trajectories.map((t) => t.optimizer))]).toEqual(Object.keys(optimizers))
})
