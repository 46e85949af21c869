import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../../src/backend/index.js'
import { plan } from '../../src/plan/index.js'
import type { Expression } from '../../src/tensor/expression.js'
import { parameter } from '../../src/tensor/primitive/leaf.js'
import { gradient, weighted } from '../gradient/checks.js'
import { backendNames, started, valuesOn } from '../support/backends.js'
import { largestMagnitude, references } from '../support/reference.js'
import { item, type Value } from '../support/reference-value.js'
import { EXACT, type Graph, graphs } from './graphs.js'
import { interpret } from './interpret.js'

const parametersOf = ({ args }: Graph): readonly Expression[] =>
  args.map(({ shape }, i) => parameter(i, shape, 'float32'))

/** The last node and one in the middle, so that an output is also an intermediate. */
const outputs = (nodes: readonly Expression[]): readonly Expression[] => [
  item(nodes, nodes.length - 1),
  item(nodes, Math.floor(nodes.length / 2)),
]

/** Zeros have no sign here: a kernel may give either. */
const unsigned = (values: readonly Value[]): readonly Value[] =>
  values.map(({ shape, data }) => ({ shape, data: data.map((v) => v + 0) }))

describe.each(backendNames)('plans for %s of random graphs', (name) => {
  it('read no slot before it is written or after it is freed, and free all but what they return', () => {
    fc.assert(
      fc.property(graphs(25), (graph) => {
        const roots = outputs(graph.build(parametersOf(graph)))
        const { outputs: got, left } = interpret(plan(roots, graph.args.length, targetOf(name)), graph.args)
        expect(unsigned(got)).toEqual(unsigned(references(roots, graph.args)))
        expect(left).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('the same of their gradients', () => {
    fc.assert(
      fc.property(graphs(12), (graph) => {
        const loss = (xs: readonly Expression[]): Expression => item(outputs(graph.build(xs)), 0)
        const roots = gradient(weighted(loss))(parametersOf(graph))
        const { outputs: got, left } = interpret(plan(roots, graph.args.length, targetOf(name)), graph.args)
        expect(left).toEqual([])
        const scale = Math.max(1, largestMagnitude(roots, graph.args))
        references(roots, graph.args).forEach(({ data }, i) => {
          // rewriting sums and factors changes float64 rounding, nothing else
          data.forEach((v, k) => {
            expect(Math.abs(v - item(item(got, i).data, k))).toBeLessThan(1e-6 * scale)
          })
        })
      }),
    )
  })

  it('a backend gives the numbers of the reference, exactly', async () => {
    const backend = await started(name)
    await fc.assert(
      fc.asyncProperty(graphs(25), async (graph) => {
        const build = (xs: readonly Expression[]): readonly Expression[] => outputs(graph.build(xs))
        const roots = build(parametersOf(graph))
        fc.pre(largestMagnitude(roots, graph.args) < EXACT)
        expect(unsigned(await valuesOn(backend, build, graph.args))).toEqual(
          unsigned(references(roots, graph.args)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
