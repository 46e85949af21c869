import { beforeEach, describe, expect, it } from 'vitest'
import { key } from '../../src/random/index.js'
import { evaluate, liveTensors, read, readSync, release, use } from '../../src/run/index.js'
import {
  add,
  concat,
  equal,
  exp,
  indices,
  ones,
  reshape,
  sum,
  toFloat,
  transpose,
  vector,
  zeros,
} from '../../src/tensor/index.js'
import { backendNames } from '../support/backends.js'
import { collect, collectUntil } from '../support/garbage.js'

describe.each(backendNames)('evaluate and read on %s', (name) => {
  beforeEach(async () => {
    await use(name)()
  })

  it('read leaves nothing behind', async () => {
    const before = liveTensors()
    expect(await read(sum(1)(ones(2, 3)))).toEqual(Float32Array.of(3, 3))
    expect(readSync(sum(0)(ones(2, 3)))).toEqual(Float32Array.of(2, 2, 2))
    expect(liveTensors()).toBe(before)
  })

  it('reads host data, numbers, integers and bools', async () => {
    expect(await read(vector([1, 2]))).toEqual(Float32Array.of(1, 2))
    expect(await read(indices([3, 4]))).toEqual(Int32Array.of(3, 4))
    expect(await read(equal(vector([1, 2]), vector([1, 3])))).toEqual(Uint8Array.of(1, 0))
    expect(await read(toFloat(equal(vector([1, 2]), vector([1, 3]))))).toEqual(Float32Array.of(1, 0))
  })

  it('what was read is a copy: changing it changes no tensor', async () => {
    const x = vector([1, 2])
    const held = evaluate(exp(zeros(2)))
    for (const tensor of [x, held]) {
      const [once, sync] = [await read(tensor), readSync(tensor)]
      const expected = Array.from(once)
      once.fill(7)
      sync?.fill(8)
      expect(Array.from(await read(tensor))).toEqual(expected)
    }
    release(held)
  })

  it('evaluate gives a tree of the same structure, held until it is let go', async () => {
    const before = liveTensors()
    const tree = evaluate({ a: exp(zeros(2)), b: [add(ones(3), ones(3)), vector([5])] as const })
    expect(liveTensors()).toBe(before + 3)
    expect(Array.from(await read(tree.b[0]))).toEqual([2, 2, 2])
    expect(Array.from(await read(tree.b[1]))).toEqual([5])
    release(tree)
    expect(liveTensors()).toBe(before)
  })

  it('letting go twice is letting go once', () => {
    const x = evaluate(ones(2))
    const y = evaluate(reshape(1, 2)(x))
    release(x)
    release(x)
    expect(readSync(y)).toEqual(Float32Array.of(1, 1))
    release([y, y])
  })

  it('using what was released is refused in words', () => {
    const x = evaluate(ones(2))
    release(x)
    expect(() => readSync(x)).toThrow('a tensor was used after it was released')
    expect(() => evaluate(exp(x))).toThrow('a tensor was used after it was released')
  })

  it('a key has no numbers to read', async () => {
    await expect(read(key(0))).rejects.toThrow('read: a key has no numbers to read')
    expect(evaluate({ key: key(3) }).key).toEqual(key(3))
  })

  it('the same expression in a tree twice is computed once and held twice', () => {
    const before = liveTensors()
    const y = exp(ones(2))
    const tree = evaluate([y, y] as const)
    expect(liveTensors()).toBe(before + 1)
    release(tree[0])
    expect(readSync(tree[1])?.length).toBe(2)
    release(tree)
    expect(liveTensors()).toBe(before)
  })

  it('tensors without elements come back empty', async () => {
    expect(await read(exp(zeros(0, 3)))).toEqual(new Float32Array(0))
    expect(await read(transpose(1, 0)(zeros(0, 3)))).toEqual(new Float32Array(0))
    expect(await read(sum(0)(zeros(0, 3)))).toEqual(new Float32Array(3))
    expect(await read(concat(0)(zeros(0, 2), ones(1, 2)))).toEqual(Float32Array.of(1, 1))
  })

  it('what nobody refers to any more is freed', async () => {
    const before = liveTensors()
    const forget = (): void => {
      for (let i = 0; i < 100; i += 1) evaluate(exp(ones(10)))
    }
    forget()
    expect(liveTensors()).toBe(before + 100)
    await collectUntil(() => liveTensors() === before)
    expect(liveTensors()).toBe(before)
  })

  it('what an expression refers to is kept', async () => {
    let letGo = (): void => undefined
    const build = () => {
      const held = new WeakRef(evaluate(zeros(3)))
      letGo = () => {
        const inside = held.deref()
        if (inside !== undefined) release(inside)
      }
      return exp(held.deref() ?? zeros(3))
    }
    const y = build()
    await collect()
    expect(readSync(y)).toEqual(Float32Array.of(1, 1, 1))
    letGo()
    expect(() => readSync(y)).toThrow('a tensor was used after it was released')
  })
})
