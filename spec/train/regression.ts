/** A small regression with noise from the key, and batches whose dials break the loss or its gradient on demand. */
import { either as E } from 'fp-ts'
import type { Failure } from '../../src/failure/index.js'
import { adam } from '../../src/optimizer/index.js'
import { key, normal } from '../../src/random/index.js'
import { compile, release } from '../../src/run/index.js'
import {
  add,
  exp,
  matmul,
  mean,
  mul,
  scalar,
  scale,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import {
  begin,
  type Epoch,
  encodeCheckpoint,
  type Fit,
  type Loss,
  step,
  type TrainState,
} from '../../src/train/index.js'
import { numberOf } from '../support/near.js'

export type Weights = { readonly kernel: Tensor<[3, 2]>; readonly bias: Tensor<[2]> }

export type Batch = {
  readonly x: Tensor<[4, 3]>
  /** The loss has this number's exponential beside it: 1000 makes it infinite. */
  readonly exponent: Tensor<[]>
  /** The loss has |bias| · gate beside it: 0 leaves the loss finite and makes the bias's gradient NaN. */
  readonly gate: Tensor<[]>
  /** The loss has the bias times this beside it: 1e25 overflows the second moment of Adam and nothing else. */
  readonly slope: Tensor<[]>
}

export type Watched = { readonly error: Tensor<[]>; readonly size: Tensor<[]> }

/** What is out of order with a batch. */
export type Dials = {
  readonly x?: number
  readonly exponent?: number
  readonly gate?: number
  readonly slope?: number
}

/** The batch of a step, each with numbers of its own. */
export const batchOf = (index: number, { x, exponent = 0, gate = 1, slope = 0 }: Dials = {}): Batch => {
  const values = Float32Array.from({ length: 12 }, (_, i) => Math.sin(1 + i + 12 * index))
  if (x !== undefined) values[7] = x
  return {
    x: typed(constant(values, [4, 3])),
    exponent: scalar(exponent),
    gate: scalar(gate),
    slope: scalar(slope),
  }
}

export const loss: Loss<Weights, Batch, Watched> =
  ({ kernel, bias }, { x, exponent, gate, slope }) =>
  (k) => {
    const error = mean()(square(sub(add(matmul(x, kernel), bias), normal(4, 2)(k))))
    const size = sum()(sqrt(mul(square(bias), gate)))
    const broken = add(exp(exponent), mul(sum()(bias), slope))
    return { loss: add(add(error, scale(1e-3)(size)), broken), metrics: { error, size } }
  }

export const optimizer = adam({ rate: 0.05 })

export const train = step(optimizer)(loss)

export type State = TrainState<Weights>

/** Where every run begins. */
export const start = (seed = 0): State =>
  begin(optimizer)(
    {
      kernel: typed<Tensor<[3, 2]>>(constant(Float32Array.of(0.1, -0.2, 0.3, 0.5, 0.4, -0.6), [3, 2])),
      bias: typed<Tensor<[2]>>(constant(Float32Array.of(0.25, -0.5), [2])),
    },
    key(seed),
  )

export const stepsPerEpoch = 5

/** The batches of an epoch; `dials` says what is out of order at a step, counted from 1 over all epochs. */
export const batchesWith =
  (dials: Readonly<Record<number, Dials>>) =>
  (epoch: number): E.Either<Failure, readonly Batch[]> =>
    E.right(
      Array.from({ length: stepsPerEpoch }, (_, i) => {
        const index = (epoch - 1) * stepsPerEpoch + i
        return batchOf(index, dials[index + 1])
      }),
    )

/** A training of some epochs from the start. */
export const training = (
  parts: Partial<Fit<Weights, Batch, Watched>> = {},
): Fit<Weights, Batch, Watched> => ({
  step: train,
  state: start(),
  from: 0,
  to: 2,
  batches: batchesWith({}),
  ...parts,
})

/** Every bit of a state: parameters, optimizer, key and step. */
export const bitsOf = (state: State): Promise<Uint8Array> => encodeCheckpoint({ epoch: 0, config: '' })(state)

/** What some steps give without `fit`: the bits of the state after them, and the metrics of each. */
export const byHand = async (count: number, dials: Readonly<Record<number, Dials>> = {}) => {
  const compiled = compile(train)
  const seen: { readonly error: number; readonly size: number }[] = []
  let state = start()
  for (let i = 0; i < count; i += 1) {
    const next = compiled(state, batchOf(i, dials[i + 1]))
    seen.push({ error: await numberOf(next.metrics.error), size: await numberOf(next.metrics.size) })
    release([state, next.loss, next.metrics])
    state = next.state
  }
  const bits = await bitsOf(state)
  release(state)
  compiled.release()
  return { bits, seen }
}

/** Collects the events of a training. */
export const recorder = () => {
  const epochs: Epoch<Watched>[] = []
  return {
    epochs,
    onEpoch: (epoch: Epoch<Watched>) => async (): Promise<E.Either<Failure, void>> => {
      epochs.push(epoch)
      return E.right(undefined)
    },
  }
}
