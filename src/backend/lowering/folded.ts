/** Reductions by folds along neighbouring axes, which need not be transposed first. */
import { size } from '../../shape/index.js'
import { input, type Reducer } from '../../tensor/expression.js'
import type { Fold } from '../shader/fold.js'
import { chained, type Lowering, type Step } from './lowering.js'

/** Bools are 0 and 1: all of them is their minimum, any of them their maximum. */
const folds: Readonly<Record<Reducer, Fold>> = {
  add: 'foldAdd',
  maximum: 'foldMaximum',
  minimum: 'foldMinimum',
  and: 'foldMinimum',
  or: 'foldMaximum',
}

/** So many elements at most one invocation of a shader folds; more are folded in stages of about equal size. */
const most = 256

/** One kernel: what it sees, and how many neighbours it folds. */
interface Stage {
  readonly shape: readonly number[]
  readonly window: number
}

/** The stages that fold a run of axes to one element. */
const stagesOf = (before: number, count: number, after: number): readonly Stage[] => {
  if (count <= most) return [{ shape: [before, count, after], window: count }]
  const rounds = Math.ceil(Math.log(count) / Math.log(most))
  const window = Math.ceil(count ** (1 / rounds))
  return [{ shape: [before, count, after], window }, ...stagesOf(before, Math.ceil(count / window), after)]
}

/** Axes in runs of neighbours, the last run first. */
const runs = (axes: readonly number[]): readonly (readonly [first: number, last: number])[] => {
  const firsts = axes.filter((a) => !axes.includes(a - 1)).sort((a, b) => b - a)
  const lasts = axes.filter((a) => !axes.includes(a + 1)).sort((a, b) => b - a)
  return firsts.map((first, i) => [first, lasts[i] ?? first])
}

/** All stages of a reduction; what stands behind a run that was folded is what is left of it. */
const planned = (shape: readonly number[], axes: readonly number[]): readonly Stage[] =>
  runs(axes).flatMap(([first, last]) => {
    const behind = shape.filter((_, axis) => axis > last && !axes.includes(axis))
    return stagesOf(size(shape.slice(0, first)), size(shape.slice(first, last + 1)), size(behind))
  })

/** A reduction as folds, one after the other. */
export const folded: Lowering<'reduce'> = (node, kernels) => {
  const { reducer, axes } = node.attributes
  const steps = planned(input(node, 0).shape, axes).map(({ shape, window }): Step => {
    const run = kernels.kernel(folds[reducer], { window })
    return (x) => run({ x: { ...x, shape } })
  })
  return chained(steps, kernels)
}
