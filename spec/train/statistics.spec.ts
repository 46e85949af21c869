/** Training with running statistics: they move on with the steps, are saved with them, and are read in evaluation. */
import { either as E, function as F } from 'fp-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { Gaussian } from '../../src/distribution/index.js'
import { type Failure, render } from '../../src/failure/index.js'
import { batchNorm, concatCondition, dense, dropout, input, relu } from '../../src/layer/index.js'
import { bernoulliOutput, gaussianHead, type VaeParams, vae } from '../../src/model/index.js'
import { meanBatch } from '../../src/objective/index.js'
import { adam, sgd } from '../../src/optimizer/index.js'
import { key } from '../../src/random/index.js'
import { compile, liveTensors, release, use } from '../../src/run/index.js'
import { type Key, neg, scalar, scale, square, sub, type Tensor } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { typed } from '../../src/tensor/tensor.js'
import {
  begin,
  beginWithStatistics,
  type Epoch,
  encodeCheckpoint,
  fit,
  openCheckpoint,
  restore,
  type StatisticsLoss,
  step,
  stepWithStatistics,
} from '../../src/train/index.js'
import { paths } from '../../src/tree/index.js'
import { backendNames } from '../support/backends.js'
import { numberOf, numbersOf, numbersOfTree } from '../support/near.js'

const model = vae(
  F.pipe(input(6), dense(8), batchNorm, relu, dropout(0.1), gaussianHead(2)),
  F.pipe(input(2), dense(8), batchNorm, relu, dense(6), bernoulliOutput),
  Gaussian.standard(2),
)
type Params = ReturnType<typeof model.init>
type Statistics = typeof model.training.statistics
type Batch = Tensor<[8, 6]>
type Watched = { readonly elbo: Tensor<[]> }

const loss: StatisticsLoss<Params, Statistics, Batch, Watched> = (params, statistics, x) => (draw) => {
  const { elbo, statistics: state } = model.training.elbo()(params, x, statistics)(draw)
  return { loss: neg(meanBatch(elbo)), metrics: { elbo: meanBatch(elbo) }, statistics: state }
}

/** Two patterns, one of them in each row. */
const batchOf = (index: number): Batch => {
  const rows = Array.from({ length: 8 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => ((i + index) % 3 === 0 ? Number(j < 3) : Number(j >= 3))),
  )
  return typed(constant(Float32Array.from(rows.flat()), [8, 6]))
}

const optimizer = adam({ rate: 0.01 })
const start = () => beginWithStatistics(optimizer)(model.init(key(0)), model.training.statistics, key(1))
type State = ReturnType<typeof start>

const trained = async (state: State, from: number, to: number, seen: Epoch<Watched>[] = []) => {
  const onEpoch = (epoch: Epoch<Watched>) => async (): Promise<E.Either<Failure, void>> => {
    seen.push(epoch)
    return E.right(undefined)
  }
  const batches = () => E.right([0, 1, 2].map(batchOf))
  const outcome = await fit({
    step: stepWithStatistics(optimizer)(loss),
    state,
    from,
    to,
    batches,
    onEpoch,
  })()
  if (E.isLeft(outcome)) throw new Error(render(outcome.left.failure))
  return outcome.right
}

const bitsOf = (state: State) => encodeCheckpoint({ epoch: 4, config: '{}' })(state)

const restored = (bytes: Uint8Array): State => {
  const found = F.pipe(openCheckpoint('x')(bytes), E.chain(restore(start())))
  if (E.isLeft(found)) throw new Error(render(found.left))
  return found.right
}

describe.each(backendNames)('on %s', (name) => {
  beforeEach(async () => {
    expect(E.isRight(await use(name)())).toBe(true)
  })

  it('the loss falls, the statistics move, and evaluation reads them', async () => {
    const before = liveTensors()
    const epochs: Epoch<Watched>[] = []
    const state = await trained(start(), 0, 40, epochs)
    const [first, last] = [epochs.at(0)?.means.elbo, epochs.at(-1)?.means.elbo]
    expect(first).toBeLessThan(-4)
    expect(last).toBeGreaterThan(-2.5)
    const statistics = await numbersOfTree(state.statistics)
    expect(statistics.length).toBe(4)
    for (const [i, values] of (await numbersOfTree(model.training.statistics)).entries())
      expect(statistics[i]?.every((v, k) => Number.isFinite(v) && v !== values[k])).toBe(true)
    const bound = async (read: Statistics) =>
      numberOf(
        meanBatch(model.elbo({ samples: 4 })({ ...state.params, statistics: read }, batchOf(0))(key(2)).elbo),
      )
    expect(await bound(state.statistics)).toBeGreaterThan(-2.5)
    expect(await bound(model.training.statistics)).toBeLessThan(await bound(state.statistics))
    release(state)
    expect(liveTensors()).toBe(before)
  })

  it('a checkpoint holds the statistics: what is read from it goes on as if nothing had happened', async () => {
    const before = liveTensors()
    const state = await trained(start(), 0, 2)
    const bytes = await bitsOf(state)
    expect(paths(state.statistics).length).toBe(4)
    for (const path of paths(state.statistics))
      expect(new TextDecoder().decode(bytes)).toContain(`"statistics.${path}":{"dtype":"F32"`)
    const again = restored(bytes)
    expect(await bitsOf(again)).toEqual(bytes)
    const x = batchOf(1)
    const evaluated = ({ params, statistics }: State) =>
      numbersOf(model.reconstruct({ ...params, statistics: statistics }, x))
    expect(await evaluated(again)).toEqual(await evaluated(state))
    release(state)
    const [whole, resumed] = [await trained(start(), 0, 4), await trained(again, 2, 4)]
    expect(await bitsOf(resumed)).toEqual(await bitsOf(whole))
    release([whole, resumed])
    expect(liveTensors()).toBe(before)
  })

  it('a step keeps the statistics that the loss gives, and follows no gradient into them', async () => {
    const count: StatisticsLoss<Tensor<[]>, Tensor<[]>, Tensor<[]>, Record<string, never>> =
      (w, seen, x) => () => ({ loss: square(sub(w, x)), metrics: {}, statistics: sub(seen, w) })
    const once = compile(stepWithStatistics(sgd({ rate: 0.25 }))(count))
    const next = once(beginWithStatistics(sgd({ rate: 0.25 }))(scalar(1), scalar(10), key(0)), scalar(3))
    expect(await numbersOfTree([next.state.params, next.state.statistics, next.loss])).toEqual([
      [2],
      [9],
      [4],
    ])
    release(next)
    once.release()
  })

  it('statistics that are not finite stop the training, by name', async () => {
    const growing: StatisticsLoss<Tensor<[]>, { seen: Tensor<[]> }, Tensor<[]>, Record<string, never>> =
      (w, { seen }, x) =>
      () => ({
        loss: square(sub(w, x)),
        metrics: {},
        statistics: { seen: scale(1e30)(seen) },
      })
    const outcome = await fit({
      step: stepWithStatistics(sgd({ rate: 0.25 }))(growing),
      state: beginWithStatistics(sgd({ rate: 0.25 }))(scalar(1), { seen: scalar(1) }, key(0)),
      from: 0,
      to: 1,
      batches: () => E.right([scalar(3), scalar(3)]),
    })()
    if (E.isRight(outcome)) throw new Error('came to its end')
    expect(render(outcome.left.failure)).toContain('statistics.seen')
    expect(await numberOf(outcome.left.state.statistics.seen)).toBe(Math.fround(1e30))
    release(outcome.left.state)
  })

  it('a conditional model is a function of its labels, and trains', async () => {
    const conditional = (label: Tensor<[8, 2]>) =>
      vae(
        F.pipe(input(6), concatCondition(label), dense(8), batchNorm, relu, gaussianHead(1)),
        F.pipe(input(1), concatCondition(label), dense(6), bernoulliOutput),
        Gaussian.standard(1),
      )
    type Labelled = { readonly x: Batch; readonly label: Tensor<[8, 2]> }
    const labels = typed<Tensor<[8, 2]>>(
      constant(
        Float32Array.from({ length: 16 }, (_, i) => Number((Math.floor(i / 2) % 3 === 0) === (i % 2 === 0))),
        [8, 2],
      ),
    )
    const first = conditional(labels)
    type P = ReturnType<typeof first.init>
    const train = compile(
      stepWithStatistics(optimizer)(
        (params: P, statistics: typeof first.training.statistics, { x, label }: Labelled) =>
          (draw: Key) => {
            const {
              elbo,
              kl,
              statistics: state,
            } = conditional(label).training.elbo()(params, x, statistics)(draw)
            return { loss: neg(meanBatch(elbo)), metrics: { kl: meanBatch(kl) }, statistics: state }
          },
      ),
    )
    let state = beginWithStatistics(optimizer)(first.init(key(0)), first.training.statistics, key(1))
    const losses: number[] = []
    for (let i = 0; i < 60; i += 1) {
      const next = train(state, { x: batchOf(0), label: labels })
      losses.push(await numberOf(next.loss))
      release([state, next.loss, next.metrics])
      state = next.state
    }
    expect(losses[0]).toBeGreaterThan(4)
    // what the label says needs no latent: the bound comes to less than a coin's log 2 for the pattern would allow
    expect(losses.at(-1)).toBeLessThan(2.5)
    release(state)
    train.release()
  })

  it('a model without statistics trains by either step, to the same bits', async () => {
    const quiet = vae(
      F.pipe(input(6), dense(4), relu, gaussianHead(2)),
      F.pipe(input(2), dense(6), bernoulliOutput),
      Gaussian.standard(2),
    )
    type P = VaeParams<ReturnType<typeof quiet.init>['encoder'], ReturnType<typeof quiet.init>['decoder']>
    const plain = step(optimizer)((params: P, x: Batch) => (draw: Key) => {
      const { elbo } = quiet.training.elbo()(params, x)(draw)
      return { loss: neg(meanBatch(elbo)), metrics: {} }
    })
    const kept = stepWithStatistics(optimizer)(
      (params: P, _: typeof quiet.training.statistics, x: Batch) => (draw: Key) => {
        const { elbo, statistics: state } = quiet.training.elbo()(params, x)(draw)
        return { loss: neg(meanBatch(elbo)), metrics: {}, statistics: state }
      },
    )
    const [one, other] = [compile(plain), compile(kept)]
    const a = one(begin(optimizer)(quiet.init(key(0)), key(1)), batchOf(0))
    const b = other(
      beginWithStatistics(optimizer)(quiet.init(key(0)), quiet.training.statistics, key(1)),
      batchOf(0),
    )
    expect(await numbersOfTree(b.state.params)).toEqual(await numbersOfTree(a.state.params))
    expect(paths(b.state)).toEqual(paths(a.state))
    release([a, b])
    one.release()
    other.release()
  })
})
