import { describe, expect, it } from 'vitest'
import { targetOf } from '../../src/backend/index.js'
import { explain, type Plan, plan, type Step } from '../../src/plan/index.js'
import { reluOf, softplusOf } from '../../src/tensor/activation.js'
import type { Expression } from '../../src/tensor/expression.js'
import { identity, stopGradient } from '../../src/tensor/primitive/control.js'
import { draw } from '../../src/tensor/primitive/draw.js'
import * as p from '../../src/tensor/primitive/elementwise.js'
import { constant, keyOf, parameter, splat, splatLike } from '../../src/tensor/primitive/leaf.js'
import { broadcastInDim, broadcastTo, reduce } from '../../src/tensor/primitive/reduction.js'
import { pad, reshape, transpose } from '../../src/tensor/primitive/structure.js'

const cpu = targetOf('cpu')
const x = parameter(0, [2, 3], 'float32')
const y = parameter(1, [3], 'float32')
const made = (...outputs: readonly Expression[]): Plan => plan(outputs, 2, cpu)
const name = ({ node }: Step): string => (node.op === 'composite' ? node.attributes.name : node.op)
const ops = (...outputs: readonly Expression[]): readonly string[] => made(...outputs).steps.map(name)

describe('common subexpressions', () => {
  it('equal operations over equal inputs run once', () => {
    expect(ops(p.add(p.exponential(x), p.exponential(x)))).toEqual(['exponential', 'add'])
    expect(ops(p.multiply(p.add(x, x), p.add(x, x)))).toEqual(['add', 'multiply'])
  })
  it('and so do equal composites', () => {
    expect(plan([p.add(reluOf(x), reluOf(x))], 1, targetOf('wasm')).steps.map(name)).toEqual(['relu', 'add'])
  })
  it.each([
    ['other operands', p.add(x, p.exponential(x)), p.add(p.exponential(x), x)],
    ['other attributes', pad(x, [0, 0], [1, 0]), pad(x, [1, 0], [0, 0])],
    [
      'padding with ∞ and with −∞',
      pad(x, [0, 0], [1, 0], [0, 0], Number.POSITIVE_INFINITY),
      pad(x, [0, 0], [1, 0], [0, 0], Number.NEGATIVE_INFINITY),
    ],
    ['other directions', p.compare('LT')(x, x), p.compare('GT')(x, x)],
    ['other keys', draw(keyOf([0, 1]), 'normal', [2, 3]), draw(keyOf([0, 2]), 'normal', [2, 3])],
    ['other laws', draw(keyOf([0, 1]), 'normal', [2, 3]), draw(keyOf([0, 1]), 'uniform', [2, 3])],
    ['other element types', p.convert(x, 'int32'), p.convert(x, 'bool')],
  ])('%s keep two apart', (_, a, b) => {
    const slots = made(a, b).outputs.map(({ slot }) => slot)
    expect(slots[0]).not.toBe(slots[1])
  })
})

describe('dead code', () => {
  it('what no output needs is not in the plan', () => {
    p.sine(x)
    expect(made(p.exponential(y)).parameters).toEqual([undefined, 0])
    expect(ops(p.exponential(y))).toEqual(['exponential'])
  })
  it('what only passes a value on is gone', () => {
    expect(ops(p.exponential(identity(stopGradient(identity(x)))))).toEqual(['exponential'])
    expect(ops(p.add(p.multiply(x, splatLike(1, x)), splatLike(0, x)))).toEqual([])
  })
})

describe('constants', () => {
  const c = constant(Float32Array.of(1, 2, 3), [3])
  it('what depends on constants alone runs once', () => {
    const { once, steps } = made(p.add(y, p.exponential(p.sine(c))))
    expect(once.map(name)).toEqual(['sine', 'exponential'])
    expect(steps.map(name)).toEqual(['add'])
  })
  it('keeps of them what a later run reads, no more', () => {
    const { once, steps } = made(p.add(y, p.exponential(p.sine(c))))
    expect(once.map(({ frees }) => frees.length)).toEqual([1, 1])
    expect(steps.flatMap(({ frees }) => frees)).toEqual([])
    const both = made(p.add(p.add(y, c), p.sine(c)))
    expect(both.once.flatMap(({ frees }) => frees)).toEqual([])
  })
  it('arithmetic on splats is done at once', () => {
    const { once, steps, leaves } = made(p.add(x, p.exponential(p.divide(splatLike(1, x), splatLike(-2, x)))))
    expect([...once, ...steps].map(name)).toEqual(['add'])
    expect(leaves.map(({ node }) => node.op === 'splat' && node.attributes.value)).toEqual([
      Math.fround(Math.exp(-0.5)),
    ])
  })
  it('two factors become one', () => {
    expect(ops(p.times(p.times(x, 3), 5))).toEqual(['multiply'])
  })
  it('but not where their product is no float32', () => {
    expect(ops(p.times(p.times(x, 1e30), 1e30))).toEqual(['multiply', 'multiply'])
    expect(ops(p.times(p.times(x, 1e-30), 1e-30))).toEqual(['multiply', 'multiply'])
  })
  it('numbers are drawn at every run, not kept', () => {
    expect(made(draw(keyOf([0, 1]), 'normal', [2])).once).toEqual([])
  })
  it('sums of what was repeated are products', () => {
    expect(ops(reduce('add', broadcastInDim(y, [4, 3], [1]), [0]))).toEqual(['multiply'])
  })
})

describe('last use', () => {
  it('frees a slot with the step that reads it last', () => {
    const e = p.exponential(x)
    const { steps, outputs } = made(p.sine(p.add(p.negate(e), e)))
    expect(steps.map(({ frees }) => frees.length)).toEqual([0, 0, 2, 1])
    expect(outputs[0]?.slot).toBe(steps[3]?.result)
  })
  it('keeps arguments, constants and outputs', () => {
    const e = p.exponential(x)
    const { steps } = made(p.sine(e), e, x)
    expect(steps.flatMap(({ frees }) => frees)).toEqual([])
  })
  it('keeps what a view of it still needs', () => {
    const view = reshape(p.exponential(x), [3, 2])
    const { steps, outputs } = made(p.sine(view), reshape(view, [6]))
    expect(steps.flatMap(({ frees }) => frees)).toEqual([])
    expect(outputs[1]).toEqual({ slot: steps[0]?.result, shape: [6], dtype: 'float32' })
  })
})

describe('views', () => {
  it('a reshape is no step', () => {
    expect(ops(p.exponential(reshape(p.sine(x), [3, 2])))).toEqual(['sine', 'exponential'])
    expect(made(reshape(x, [6])).outputs).toEqual([{ slot: 0, shape: [6], dtype: 'float32' }])
  })
  it('nor is a transpose that moves axes of size 1 alone', () => {
    expect(ops(transpose(reshape(x, [2, 1, 3]), [1, 0, 2]))).toEqual([])
    expect(ops(transpose(reshape(x, [2, 1, 3]), [2, 1, 0]))).toEqual(['transpose'])
  })
  it('nor are two transposes that undo each other', () => {
    expect(ops(transpose(transpose(x, [1, 0]), [1, 0]))).toEqual([])
  })
})

describe('broadcasts', () => {
  it('are absorbed by kernels that broadcast themselves', () => {
    const [step] = made(p.add(x, broadcastTo(y, [2, 3]))).steps
    expect(step?.operands.map(({ shape }) => shape)).toEqual([[2, 3], [3]])
  })
  it('of splats are scalars', () => {
    const [step] = made(p.add(x, splat(2, [2, 3]))).steps
    expect(step?.operands.map(({ shape }) => shape)).toEqual([[2, 3], []])
  })
  it('of two operands that together make the shape', () => {
    const column = parameter(0, [2, 1], 'float32')
    const [step] = plan([p.add(broadcastTo(column, [2, 3]), broadcastTo(y, [2, 3]))], 2, cpu).steps
    expect(step?.operands.map(({ shape }) => shape)).toEqual([[2, 1], [3]])
  })
  it('are computed where two narrow operands would not make the shape', () => {
    const row = broadcastTo(y, [2, 3])
    const [tiled, compared] = made(p.compare('GT')(row, splat(0, [2, 3]))).steps
    expect([tiled, compared].map((step) => step?.node.op)).toEqual(['broadcastInDim', 'compare'])
    expect(compared?.operands.map(({ shape }) => shape)).toEqual([[2, 3], []])
    const other = broadcastInDim(parameter(0, [1, 3], 'float32'), [2, 3], [0, 1])
    expect(plan([p.add(row, other)], 2, cpu).steps.map(name)).toEqual(['broadcastInDim', 'add'])
  })
  it('come after a function of what was repeated', () => {
    const row = broadcastTo(y, [2, 3])
    expect(made(p.exponential(row)).steps.map(({ node }) => [node.op, node.shape])).toEqual([
      ['exponential', [3]],
      ['broadcastInDim', [2, 3]],
    ])
    expect(ops(p.multiply(row, row))).toEqual(['multiply', 'broadcastInDim'])
  })
  it('are steps where a kernel takes no less', () => {
    const row = broadcastTo(y, [2, 3])
    expect(ops(p.select(p.compare('GT')(x, row), row, x))).toEqual(['compare', 'broadcastInDim', 'select'])
  })
})

describe('composites', () => {
  it('stay whole where the target runs them and are opened elsewhere', () => {
    expect(plan([reluOf(x)], 1, targetOf('wasm')).steps.map(name)).toEqual(['relu'])
    expect(plan([reluOf(x)], 1, cpu).steps.map(name)).toEqual(['maximum'])
    expect(ops(softplusOf(x))).not.toContain('softplus')
  })
})

describe('explain', () => {
  it('says step by step what runs, on what, and what is freed', () => {
    const c = constant(Float32Array.of(1, 2, 3), [3])
    const text = explain(plan([p.sine(p.add(p.exponential(x), broadcastTo(p.negate(c), [2, 3])))], 2, cpu))
    expect(text.split('\n')).toEqual([
      '%2 = constant float32[3]',
      '%0 = argument 0',
      'argument 1 is not used',
      '%3:[3] = negate(%2:[3])  frees %2',
      '%1:[2, 3] = exponential(%0:[2, 3])',
      '%4:[2, 3] = add(%1:[2, 3], %3:[3])  frees %1',
      '%5:[2, 3] = sine(%4:[2, 3])  frees %4',
      'returns %5:[2, 3]',
    ])
  })
})

describe('a parameter of another function', () => {
  it('is refused in words', () => {
    expect(() => plan([parameter(2, [3], 'float32')], 2, cpu)).toThrow(
      'a tensor inside a function that is being compiled has no numbers yet',
    )
  })
})
