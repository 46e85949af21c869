import { either as E, function as F } from 'fp-ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Failure, render } from '../../src/failure/index.js'
import { key } from '../../src/random/index.js'
import { evaluate, release, use } from '../../src/run/index.js'
import { vector, zeros } from '../../src/tensor/index.js'
import { constant } from '../../src/tensor/primitive/leaf.js'
import { type AnyTensor, typed } from '../../src/tensor/tensor.js'
import { encodeCheckpoint, encodeSafetensors, fit, openCheckpoint, restore } from '../../src/train/index.js'
import type { Tree } from '../../src/tree/index.js'
import { backendNames } from '../support/backends.js'
import { bitsOf, byHand, type State, start, training } from './regression.js'

const progress = { epoch: 3, config: '{"lr":0.05}' }

const of = <A>(result: E.Either<Failure, A>): A => {
  if (E.isLeft(result)) throw new Error(render(result.left))
  return result.right
}

/** The state after some epochs of a training. */
const trained = async (state: State, from: number, to: number): Promise<State> => {
  const outcome = await fit(training({ state, from, to }))()
  if (E.isLeft(outcome)) throw new Error(render(outcome.left.failure))
  return outcome.right
}

describe.each(backendNames)('a checkpoint on %s', (name) => {
  beforeEach(async () => {
    expect(E.isRight(await use(name)())).toBe(true)
  })

  it('gives back parameters, optimizer, key and step to the bit, and what stands beside them', async () => {
    const state = await trained(start(), 0, 3)
    const opened = of(openCheckpoint('x')(await encodeCheckpoint(progress)(state)))
    expect(opened.progress).toEqual(progress)
    const restored = of(restore(start(1))(opened))
    const bits = await bitsOf(restored)
    expect(bits).toEqual(await bitsOf(state))
    expect(bits).not.toEqual(await bitsOf(start()))
    release(state)
  })

  it('goes on as if nothing had happened: 3 epochs and 4 more are 7 epochs', async () => {
    const before = await trained(start(), 0, 3)
    const bytes = await encodeCheckpoint(progress)(before)
    release(before)
    const restored = of(F.pipe(bytes, openCheckpoint('x'), E.chain(restore(start()))))
    const resumed = await trained(restored, 3, 7)
    expect(await bitsOf(resumed)).toEqual((await byHand(35)).bits)
    release(resumed)
  })

  it('holds every type of leaf, NaN and −0 among its numbers', async () => {
    const integers = typed<AnyTensor>(constant(Int32Array.of(-2147483648, 7), [2]))
    const flags = typed<AnyTensor>(constant(Uint8Array.of(1, 0, 1), [3]))
    const tree = { floats: vector([Number.NaN, -0, 1e-45]), integers, flags, key: key(2 ** 53 - 1) }
    const held = evaluate(tree)
    const bytes = await encodeCheckpoint(progress)(held)
    const like = {
      floats: zeros(3),
      integers: typed<AnyTensor>(constant(new Int32Array(2), [2])),
      flags: typed<AnyTensor>(constant(new Uint8Array(3), [3])),
      key: key(0),
    }
    const restored = of(F.pipe(bytes, openCheckpoint('x'), E.chain(restore(like))))
    expect(await encodeCheckpoint(progress)(restored)).toEqual(bytes)
    expect(await encodeCheckpoint(progress)(tree)).toEqual(bytes)
    release(held)
  })
})

describe('a checkpoint of another tree is refused: ', () => {
  beforeEach(async () => {
    expect(E.isRight(await use('cpu')())).toBe(true)
  })

  const saved = { kernel: zeros(2, 3), bias: zeros(3), key: key(0) }

  it.each<[string, Tree, string]>([
    ['a leaf is missing', { ...saved, scale: zeros(3) }, 'expected scale float32 [3]; found no such leaf'],
    [
      'a leaf is too many',
      { kernel: saved.kernel, key: saved.key },
      'expected only the leaves of this model; found bias too',
    ],
    [
      'a leaf is of another shape',
      { ...saved, kernel: zeros(3, 2) },
      'expected kernel float32 [3, 2]; found Float32 [2, 3]',
    ],
    [
      'a leaf is of another type',
      { ...saved, bias: typed<AnyTensor>(constant(new Int32Array(3), [3])) },
      'expected bias int32 [3]; found Float32 [3]',
    ],
    ['numbers stand for a key', { ...saved, bias: key(1) }, 'expected bias key []; found Float32 [3]'],
    ['a key stands for numbers', { ...saved, key: zeros(2) }, 'expected key float32 [2]; found Uint32 [2]'],
  ])('%s', async (_, like, line) => {
    const bytes = await encodeCheckpoint(progress)(saved)
    const restored = F.pipe(bytes, openCheckpoint('runs/x'), E.chain(restore(like)))
    expect(E.mapLeft(render)(restored)).toEqual(E.left(`checkpoint runs/x: ${line}`))
  })

  const metadata = { format: 'reparam checkpoint 1', epoch: '3', config: '{}' }

  it.each([
    ['another program', { format: 'pt' }, 'expected reparam checkpoint 1; found pt'],
    ['no program', {}, 'expected reparam checkpoint 1; found a safetensors file of another program'],
    ['no epoch', { ...metadata, epoch: 'three' }, "expected a number of epochs; found 'three'"],
    ['half an epoch', { ...metadata, epoch: '2.5' }, "expected a number of epochs; found '2.5'"],
    [
      'no configuration',
      { format: metadata.format, epoch: '3' },
      'expected the configuration of a run; found none',
    ],
  ])('a file of %s', (_, described, line) => {
    const opened = openCheckpoint('runs/x')(encodeSafetensors({ tensors: [], metadata: { ...described } }))
    expect(E.mapLeft(render)(opened)).toEqual(E.left(`checkpoint runs/x: ${line}`))
  })
})
