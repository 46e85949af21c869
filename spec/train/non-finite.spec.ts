/** A number that is not finite stops training: the failure names step and leaf, and the last good state is handed back. */
import { either as E } from 'fp-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { nonFinite } from '../../src/failure/index.js'
import { release, use } from '../../src/run/index.js'
import { expression } from '../../src/tensor/tensor.js'
import { fit } from '../../src/train/index.js'
import { namedLeaves } from '../../src/tree/index.js'
import { backendNames } from '../support/backends.js'
import { numbersOf } from '../support/near.js'
import {
  batchesWith,
  bitsOf,
  byHand,
  type Dials,
  recorder,
  type State,
  start,
  training,
} from './regression.js'

/** How a training of two epochs of five steps stops, and whether its last good state deserves the name. */
const stopWith = async (dials: Readonly<Record<number, Dials>>, state: State = start()) => {
  const { epochs, onEpoch } = recorder()
  const outcome = await fit(training({ state, batches: batchesWith(dials), onEpoch }))()
  if (E.isRight(outcome)) throw new Error('came to its end')
  const { failure, state: good } = outcome.left
  let finite = true
  for (const { tensor } of namedLeaves(good))
    if (expression(tensor).dtype === 'float32') finite &&= (await numbersOf(tensor)).every(Number.isFinite)
  const bits = await bitsOf(good)
  release(good)
  return { failure, bits, finite, epochs: epochs.map(({ epoch }) => epoch) }
}

describe.each(backendNames)('on %s', (name) => {
  beforeEach(async () => {
    expect(E.isRight(await use(name)())).toBe(true)
  })

  it('a batch with NaN is named, and the steps before it are kept', async () => {
    expect(await stopWith({ 3: { x: Number.NaN } })).toEqual({
      failure: nonFinite({ step: 3, leaf: 'batch.x', value: Number.NaN }),
      bits: (await byHand(2)).bits,
      finite: true,
      epochs: [],
    })
  })

  it('a loss that becomes infinite at step 7 is named, and six steps are kept', async () => {
    expect(await stopWith({ 7: { exponent: 1000 } })).toEqual({
      failure: nonFinite({ step: 7, leaf: 'loss', value: Number.POSITIVE_INFINITY }),
      bits: (await byHand(6)).bits,
      finite: true,
      epochs: [1],
    })
  })

  it('at the very first step the state that was given is kept', async () => {
    expect(await stopWith({ 1: { exponent: 1000 } })).toMatchObject({
      failure: nonFinite({ step: 1, leaf: 'loss', value: Number.POSITIVE_INFINITY }),
      bits: (await byHand(0)).bits,
      finite: true,
    })
  })

  it('a gradient that is NaN under a finite loss: the parameter that it poisoned is named, with the step that did it', async () => {
    expect(await stopWith({ 3: { gate: 0 } })).toEqual({
      failure: nonFinite({ step: 3, leaf: 'params.bias', value: Number.NaN }),
      bits: (await byHand(2)).bits,
      finite: true,
      epochs: [],
    })
  })

  it('the same in the last step of an epoch: onEpoch never sees the poisoned state', async () => {
    expect(await stopWith({ 5: { gate: 0 } })).toEqual({
      failure: nonFinite({ step: 5, leaf: 'params.bias', value: Number.NaN }),
      bits: (await byHand(4)).bits,
      finite: true,
      epochs: [],
    })
  })

  it('the same in the last step of all', async () => {
    expect(await stopWith({ 10: { gate: 0 } })).toEqual({
      failure: nonFinite({ step: 10, leaf: 'params.bias', value: Number.NaN }),
      bits: (await byHand(9)).bits,
      finite: true,
      epochs: [1],
    })
  })

  it('an optimizer that overflows unseen under finite losses and parameters is found at the end of the epoch', async () => {
    const { failure, bits, finite, epochs } = await stopWith({ 7: { slope: 1e25 } })
    expect(failure).toMatchObject({ _tag: 'NonFinite', value: Number.POSITIVE_INFINITY })
    expect(failure).toMatchObject({ leaf: expect.stringMatching(/^optimizer\..*bias$/) })
    // the last state that was looked at whole
    expect(bits).toEqual((await byHand(5)).bits)
    expect({ finite, epochs }).toEqual({ finite: true, epochs: [1] })
  })
})
