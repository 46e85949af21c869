/** All that the suite asks of a backend: chapters of groups of subjects. */
import { copies } from './edges/copies.js'
import { numbers } from './edges/numbers.js'
import { shapes } from './edges/shapes.js'
import { sums } from './edges/sums.js'
import { layerSubjects } from './layers.js'
import { linearAlgebra } from './linear.js'
import { primitives } from './primitives.js'
import { samplerSubjects } from './samplers.js'
import { specialFunctions } from './special.js'
import { steps } from './steps.js'
import type { Subject } from './subject.js'

type Groups = Readonly<Record<string, readonly Subject[]>>

const joined = (...parts: readonly Groups[]): Groups =>
  Object.fromEntries(
    [...new Set(parts.flatMap(Object.keys))].map((group) => [
      group,
      parts.flatMap((groups) => groups[group] ?? []),
    ]),
  )

/** By chapter, then by group: an operation, a layer, or a model. */
export const chapters: Readonly<Record<string, Groups>> = {
  primitives,
  shapes,
  numbers: joined(numbers, copies, sums),
  special: specialFunctions,
  linear: linearAlgebra,
  samplers: samplerSubjects,
  layers: layerSubjects,
  steps,
}
